package io.lanista.executor.spark.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.executor.spark.wire.Shipment.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShipmentTest {
    @TempDir
    private Path folder;

    @Test
    void aMachineUsesAFileOnlyWithTheSameContentUnderTheSamePath() throws IOException {
        Path file = Files.writeString(folder.resolve("digits.csv"), "1,2");
        Shipment shipment = Shipment.of(Kind.DATA, "digits.csv", file);
        assertThat(shipment.isInPlace()).isTrue();
        Files.writeString(file, "1,3");
        assertThat(shipment.isInPlace()).isFalse();
        Files.delete(file);
        assertThat(shipment.isInPlace()).isFalse();
    }

    @Test
    void aLibraryIsKnownByItsLengthAndItsEnd() throws IOException {
        byte[] bytes = new byte[200_000];
        Path jar = Files.write(folder.resolve("a.jar"), bytes);
        Shipment shipment = Shipment.of(Kind.LIBRARY, "", jar);
        bytes[199_999] = 1;
        Files.write(jar, bytes);
        assertThat(shipment.isInPlace()).as("another end").isFalse();
        Files.write(jar, new byte[200_001]);
        assertThat(shipment.isInPlace()).as("another length").isFalse();
        Files.write(jar, new byte[200_000]);
        assertThat(shipment.isInPlace()).isTrue();
    }

    @Test
    void aFolderIsKnownByItsFiles() throws IOException {
        Files.createDirectories(folder.resolve("images/cat"));
        Files.writeString(folder.resolve("images/cat/1.png"), "picture");
        Shipment shipment = Shipment.of(Kind.DATA, "images", folder.resolve("images"));
        assertThat(shipment.isInPlace()).isTrue();
        assertThat(shipment.fileName()).isEqualTo("images");
        Files.writeString(folder.resolve("images/cat/2.png"), "another");
        assertThat(shipment.isInPlace()).isFalse();
    }
}
