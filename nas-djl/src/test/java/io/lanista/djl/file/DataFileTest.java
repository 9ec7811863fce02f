package io.lanista.djl.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFileTest {
    @TempDir
    Path folder;

    @Test
    void aPipeIsRefusedInsteadOfWaitedFor() throws Exception {
        Path pipe = folder.resolve("pipe.csv");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "There are no pipes here.");
        assertThat(new ProcessBuilder("/usr/bin/mkfifo", pipe.toString())
                        .start()
                        .waitFor())
                .isZero();

        assertThatThrownBy(() -> DataFile.bytes(pipe))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("pipe.csv", "is a pipe or a device", "Maybe copy");
    }

    @Test
    void whatIsLargerThanMemoryIsRefusedBeforeItIsGone() {
        long heap = Runtime.getRuntime().maxMemory();

        assertThatThrownBy(() -> DataMemory.require(heap, "The file (a.csv)"))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("The file (a.csv) takes ")
                .hasMessageContainingAll("MB", "-Xmx");
        DataMemory.require(heap / 2, "The file (a.csv)");
    }

    @Test
    void anOutOfMemoryErrorIsToldAsASentence() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "1");

        assertThatThrownBy(() -> DataFile.read(file, in -> {
                    throw new OutOfMemoryError("as if");
                }))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("a.csv", "more memory");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 8})
    void aCompressedFileWhoseSecondPartIsDamagedOrCutShortIsRefused(int damaged) throws IOException {
        byte[] first = compressed("1,2\n3,4\n");
        byte[] second = compressed("5,6\n".repeat(20));
        byte[] whole = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, whole, first.length, second.length);
        Path file = Files.write(folder.resolve("a.csv.gz"), whole);
        assertThat(DataFile.bytes(file)).hasSize(8 + 80);
        Files.write(file, Arrays.copyOf(whole, whole.length + 500)); // Zeros are filling.
        assertThat(DataFile.bytes(file)).hasSize(8 + 80);

        whole[first.length + damaged] ^= 0x55;
        Files.write(file, damaged < 8 ? whole : Arrays.copyOf(whole, first.length + damaged));

        assertThatThrownBy(() -> DataFile.bytes(file))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("a.csv.gz) is damaged", "Maybe copy or download it again.");
    }

    private static byte[] compressed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** Runs in a JVM of its own, since a JVM's locale is that of its start: prints the names of a folder's entries. */
    public static final class Names {
        private Names() {}

        public static void main(String[] arguments) throws IOException {
            StringBuilder names = new StringBuilder();
            for (Path entry : DataFile.entries(Path.of(arguments[0]))) {
                names.append(DataFile.name(entry))
                        .append('=')
                        .append(DataFile.bytes(entry).length)
                        .append(';');
            }
            Path umlaut = DataFile.resolve(Path.of(arguments[0]), "k\u00e4fer rot.csv");
            names.append(DataFile.bytes(umlaut).length);
            System.out.write(names.toString().getBytes(StandardCharsets.UTF_8));
            System.out.flush();
        }
    }

    @Test
    void namesAreRightInALocaleThatHasNotTheirLetters() throws Exception {
        Files.writeString(folder.resolve("k\u00e4fer rot.csv"), "12");
        Files.writeString(folder.resolve("\u8776.csv"), "123");
        ProcessBuilder java = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Names.class.getName(),
                folder.toString()));
        java.environment().put("LC_ALL", "POSIX");
        java.redirectError(ProcessBuilder.Redirect.INHERIT);

        Process process = java.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said).isEqualTo("k\u00e4fer rot.csv=2;\u8776.csv=3;2");
    }
}
