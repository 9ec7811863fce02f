package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeAFormerOne() throws IOException {
        file = Files.writeString(folder.resolve("result.csv"), "former");
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    @Test
    void whatFailsLeavesTheFormerFileAndNothingElse() throws IOException {
        assertThatThrownBy(() -> WholeFile.write(file, part -> {
                    Files.writeString(part, "half");
                    throw new IOException("the sky fell on " + part);
                }))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("The file (" + file + ") can't be written: the sky fell on " + file);
        assertThatThrownBy(() -> WholeFile.write(file, part -> {
                    throw new IllegalArgumentException("no such ending: " + part);
                }))
                .hasMessage("no such ending: " + file);

        assertThat(file).hasContent("former");
        assertThat(files()).isEqualTo(1);
    }

    @Test
    void aReplacedFileKeepsItsPermissions() throws IOException {
        assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        WholeFile.write(file, "new");

        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(files()).isEqualTo(1);
    }

    @Test
    void aLinkStaysOne() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), file);

        WholeFile.write(link, "new");

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
    }
}
