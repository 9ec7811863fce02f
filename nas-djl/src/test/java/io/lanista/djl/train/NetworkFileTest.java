package io.lanista.djl.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Shape;
import io.lanista.djl.backend.NamedArrays;
import io.lanista.djl.data.ImageFit;
import io.lanista.djl.data.Standardization;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkFileTest {
    private static final int MAGIC = 8;

    @TempDir
    Path folder;

    private static Description description() {
        return new Description(
                Prediction.NUMBERS,
                Shape.of(2),
                1,
                List.of(),
                Standardization.identity(2),
                Standardization.identity(1),
                0,
                8,
                ImageFit.CROP);
    }

    @Test
    void aFileKeepsHowImagesGotTheirSize() throws Exception {
        Path file = folder.resolve("network.bin");
        new NetworkFile(description(), NamedArrays.builder().build()).write(file);

        assertThat(NetworkFile.read(file).description()).isEqualTo(description());
    }

    @Test
    void filesOfTheFormerFormatAreReadAndStretch() throws Exception {
        Path file = folder.resolve("network.bin");
        new NetworkFile(description(), NamedArrays.builder().build()).write(file);
        ByteBuffer now = ByteBuffer.wrap(Files.readAllBytes(file));
        byte[] told = new byte[now.getInt(MAGIC + Integer.BYTES)];
        now.position(MAGIC + 2 * Integer.BYTES).get(told);
        now.getInt(); // The checksum.
        byte[] former = Arrays.copyOf(told, told.length - Short.BYTES - "CROP".length());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(now.array(), 0, MAGIC);
        out.writeInt(3);
        out.writeInt(former.length);
        out.write(former);
        CRC32 checksum = new CRC32();
        checksum.update(former);
        out.writeInt((int) checksum.getValue());
        out.write(now.array(), now.position(), now.remaining());
        Files.write(file, bytes.toByteArray());

        Description read = NetworkFile.read(file).description();

        assertThat(read.fit()).isEqualTo(ImageFit.STRETCH);
        assertThat(read.batchSize()).isEqualTo(8);
    }
}
