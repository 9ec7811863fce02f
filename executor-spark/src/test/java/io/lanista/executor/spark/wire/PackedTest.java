package io.lanista.executor.spark.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedTest {
    @TempDir
    private Path folder;

    @Test
    void foldersOfATrialArriveUnderTheirPaths() throws IOException {
        Path here = folder.resolve("here");
        Files.createDirectories(here.resolve("trials/7/artifact/deep"));
        Files.createDirectories(here.resolve("trials/7/checkpoint"));
        Files.writeString(here.resolve("trials/7/artifact/deep/weights"), "w");
        byte[] packed = new Packed()
                .add(here, "trials/7/artifact")
                .add(here, "trials/7/checkpoint")
                .add(here, "trials/8/artifact")
                .add("workers/log", new byte[] {'l'})
                .bytes();

        Path there = folder.resolve("there");
        Packed.unpack(packed, there);
        assertThat(there.resolve("trials/7/artifact/deep/weights")).hasContent("w");
        assertThat(there.resolve("trials/7/checkpoint")).isEmptyDirectory();
        assertThat(there.resolve("trials/8")).doesNotExist();
        assertThat(there.resolve("workers/log")).hasContent("l");
    }

    @Test
    void nothingTakesNoBytes() throws IOException {
        assertThat(new Packed().add(folder, "not-there").bytes()).isEmpty();
        Packed.unpack(new byte[0], folder.resolve("there"));
        assertThat(folder.resolve("there")).doesNotExist();
    }

    @Test
    void aWholeFolderArrivesWithItsFiles() throws IOException {
        Path here = Files.createDirectories(folder.resolve("here/cat"));
        Files.writeString(here.resolve("1.png"), "picture");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Packed.write(folder.resolve("here"), packed);
        Packed.unpack(new ByteArrayInputStream(packed.toByteArray()), folder.resolve("there"));
        assertThat(folder.resolve("there/cat/1.png")).hasContent("picture");
    }

    @Test
    void nothingIsWrittenBesideTheFolder() throws IOException {
        byte[] packed = new Packed().add("../outside", new byte[] {1}).bytes();
        assertThatThrownBy(() -> Packed.unpack(packed, folder.resolve("there")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("../outside");
        assertThat(folder.resolve("outside")).doesNotExist();
    }
}
