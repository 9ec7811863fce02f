package io.lanista.djl.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedArraysTest {
    @TempDir
    Path folder;

    @Test
    void parametersSurviveAFileExactly() throws IOException {
        try (NDManager manager = Backend.start().newManager()) {
            ParameterLayout.Builder layout = ParameterLayout.builder();
            layout.add("größe", Initial.normal(0, 1), 300, 50);
            layout.add("scalar", Initial.constant(Math.PI));
            FlatParameters original = FlatParameters.create(manager, layout.build(), new SplittableRandom(1));
            FlatParameters copy = FlatParameters.create(manager, layout.build(), new SplittableRandom(2));
            Path file = folder.resolve("weights.bin");

            original.save().write(file);
            copy.load(NamedArrays.read(file));

            assertThat(copy.toArray()).isEqualTo(original.toArray());
            try (var files = Files.list(folder)) {
                assertThat(files).containsExactly(file);
            }
        }
    }

    @Test
    void theBytesAreTheDocumentedOnes() throws IOException {
        ByteBuffer expected = ByteBuffer.allocate(53).order(ByteOrder.LITTLE_ENDIAN);
        expected.put("LANISTAW".getBytes("US-ASCII")).putInt(1).putInt(1);
        expected.putInt(1)
                .put((byte) 'w')
                .putInt(2)
                .putLong(1)
                .putLong(2)
                .putFloat(0.5f)
                .putFloat(-3);
        CRC32 sum = new CRC32();
        sum.update(expected.array(), 0, expected.position());
        expected.putInt((int) sum.getValue());

        byte[] written = bytes(
                NamedArrays.builder().add("w", new float[] {0.5f, -3}, 1, 2).build());

        assertThat(written).isEqualTo(Arrays.copyOf(expected.array(), expected.position()));
    }

    @Test
    void everyDamagedByteIsNoticed() throws IOException {
        byte[] good = bytes(
                NamedArrays.builder().add("weight", new float[] {1, 2, 3}, 3).build());
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 0x41;
            assertThatThrownBy(() -> NamedArrays.read(new ByteArrayInputStream(bad)))
                    .as("byte %d", i)
                    .isInstanceOf(IOException.class);
        }
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> NamedArrays.read(new ByteArrayInputStream(cut)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("too early");
        }
    }

    @Test
    void loadingNamesWhatDoesNotFit() {
        try (NDManager manager = Backend.start().newManager()) {
            ParameterLayout.Builder layout = ParameterLayout.builder();
            layout.add("a", Initial.ones(), 2);
            FlatParameters parameters = FlatParameters.create(manager, layout.build(), new SplittableRandom(1));

            assertThatThrownBy(() -> parameters.load(
                            NamedArrays.builder().add("b", new float[1], 1).build()))
                    .hasMessageContaining("No array 'a'. Available: b");
            assertThatThrownBy(() -> parameters.load(
                            NamedArrays.builder().add("a", new float[2], 1, 2).build()))
                    .hasMessageContaining("[1, 2]")
                    .hasMessageContaining("[2]");
            assertThat(parameters.toArray()).containsExactly(1, 1);
        }
    }

    @Test
    void collectionsJoinUnderPrefixes() {
        NamedArrays part = NamedArrays.builder().add("x", new float[] {1}, 1).build();

        NamedArrays joined =
                NamedArrays.builder().addAll("a.", part).addAll("b.", part).build();

        assertThat(joined.names()).containsExactly("a.x", "b.x");
        assertThatThrownBy(() -> NamedArrays.builder().addAll("", part).addAll("", part))
                .hasMessageContaining("(x)");
        assertThatThrownBy(() -> NamedArrays.builder().add("y", new float[3], 2))
                .hasMessageContaining("(2) elements");
    }

    private static byte[] bytes(NamedArrays arrays) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        arrays.write(out);
        return out.toByteArray();
    }
}
