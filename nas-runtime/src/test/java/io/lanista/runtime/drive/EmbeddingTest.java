package io.lanista.runtime.drive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingTest {
    @TempDir
    Path folder;

    @Test
    void aClosedHostLeavesNoThreadNoProcessAndNoTemporaryFile() throws Exception {
        Path output = folder.resolve("output");
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Djava.io.tmpdir=" + Files.createDirectory(folder.resolve("tmp")),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddingProgram.class.getName(),
                        folder.resolve("work").toString())
                .redirectOutput(output.toFile())
                .redirectError(folder.resolve("errors").toFile()) // Warnings of the JDK, too.
                .start();

        assertThat(program.waitFor()).as(() -> text(folder.resolve("errors"))).isZero();

        List<String> lines = Files.readAllLines(output).stream()
                .filter(line -> !line.startsWith("["))
                .toList();
        assertThat(lines)
                .containsExactly(
                        "running 1", "cancelled CANCELLED", "completed 2", "completed 20", "completed 3", "end");
        try (var left = Files.list(folder.resolve("tmp"))) {
            assertThat(left).isEmpty();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
