package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartScriptsTest {
    private static final Path SCRIPTS = Path.of("src/main/dist/bin");
    private static final Pattern JVM_OPTION =
            Pattern.compile("(?<=[\\s\"=])-(?:XX:[\\w+-]+|Xlog:[\\w+]+=\\w+|Dlanista[\\w.]+|-[a-z-]+=[\\w-]+)");

    private static final Pattern TARGET = Pattern.compile("(?:goto|call) (:\\w+)");

    @Test
    void theScriptForWindowsStartsTheSameJvm() throws IOException {
        assertThat(options("nas.bat"))
                .contains("-XX:+UseSerialGC", "-XX:SharedArchiveFile", "-XX:ArchiveClassesAtExit")
                .containsExactlyElementsOf(options("nas"));
    }

    @Test
    void nothingThatIsStartedReportsToAnybody() throws IOException {
        assertThat(Files.readAllLines(SCRIPTS.resolve("nas"))).contains("export ORT_DISABLE_TELEMETRY=1");
        assertThat(Files.readAllLines(SCRIPTS.resolve("nas.bat"))).contains("set \"ORT_DISABLE_TELEMETRY=1\"");
    }

    @Test
    void aFolderThatIsGoneIsToldInOneSentence(@TempDir Path home) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
        Path copy = Files.copy(
                SCRIPTS.resolve("nas"),
                Files.createDirectory(home.resolve("it's \"one\"")).resolve("nas"));
        Process script = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "mkdir gone && cd gone && rmdir ../gone && exec /bin/sh \"$1\" ls",
                        "sh",
                        copy.toAbsolutePath().toString())
                .directory(home.toFile())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("nas: the current folder isn't there any more")
                .doesNotContain("java.lang");
        assertThat(script.waitFor()).isEqualTo(2);
    }

    @Test
    void theScriptForWindowsHasTheLineEndsOfWindows() throws IOException {
        assertThat(Files.readString(SCRIPTS.resolve("nas.bat")).replace("\r\n", ""))
                .doesNotContain("\n");
    }

    @Test
    void theScriptForWindowsHasEachLabelOnceAndAllThatItGoesTo() throws IOException {
        List<String> lines = Files.readAllLines(SCRIPTS.resolve("nas.bat")).stream()
                .filter(line -> !line.isBlank())
                .toList();
        List<String> labels =
                lines.stream().filter(line -> line.startsWith(":")).toList();
        assertThat(labels).doesNotHaveDuplicates().contains(":prepare");
        assertThat(lines.stream()
                        .flatMap(line -> TARGET.matcher(line).results())
                        .map(target -> target.group(1)))
                .containsExactlyInAnyOrderElementsOf(labels);
        for (String label : labels) {
            assertThat(lines.get(lines.indexOf(label) - 1))
                    .as("nothing runs into " + label)
                    .startsWith("exit /b");
        }
    }

    /** A JVM that says with what it was started, and makes the archive that it is to make. */
    private static final String JAVA = """
            #!/bin/sh
            echo "LC_ALL=${LC_ALL-} LC_CTYPE=${LC_CTYPE-}" "$@"
            for argument in "$@"; do
              case $argument in -XX:ArchiveClassesAtExit=*) printf 'twelve bytes' >"${argument#*=}" ;; esac
            done
            """;

    @Test
    void anArchiveThatWasCutShortIsNotUsedAndMadeAnewByTheNextSearch(@TempDir Path home) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
        install(home);
        Path archive = home.resolve("cache/classes-17.0.1-12.jsa");

        assertThat(started(home, "show")).doesNotContain("SharedArchiveFile");
        assertThat(started(home, "run")).contains("-XX:SharedArchiveFile=" + archive);
        assertThat(started(home, "show")).contains("-XX:SharedArchiveFile=" + archive);

        Files.writeString(archive, "twelve");
        assertThat(started(home, "show")).doesNotContain("SharedArchiveFile");
        assertThat(started(home, "run")).contains("-XX:SharedArchiveFile=" + archive);
        assertThat(archive).hasContent("twelve bytes");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "unset",
            value = {
                "unset, unset, LC_ALL= LC_CTYPE=C.UTF-8",
                "unset, C, LC_ALL= LC_CTYPE=C.UTF-8",
                "POSIX, en_GB.UTF-8, LC_ALL=C.UTF-8 LC_CTYPE=C.UTF-8",
                "unset, de_DE.UTF-8, LC_ALL= LC_CTYPE=",
                "de_DE.ISO-8859-1, C, LC_ALL=de_DE.ISO-8859-1 LC_CTYPE=",
            })
    void thePosixLocaleLosesNoLetters(@Nullable String all, @Nullable String lang, String expected, @TempDir Path home)
            throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
        install(home);
        assertThat(started(home, "show", all, lang)).startsWith(expected + " -");
    }

    private static void install(Path home) throws IOException {
        Files.copy(
                SCRIPTS.resolve("nas"),
                Files.createDirectories(home.resolve("bin")).resolve("nas"));
        Path jdk = Files.createDirectories(home.resolve("jdk/bin"));
        Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
        assertThat(Files.writeString(jdk.resolve("java"), JAVA).toFile().setExecutable(true))
                .isTrue();
    }

    /** What the JVM was started with. */
    private static String started(Path home, String command) throws Exception {
        return started(home, command, null, "C.UTF-8");
    }

    private static String started(Path home, String command, @Nullable String all, @Nullable String lang)
            throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        "/bin/sh", home.resolve("bin/nas").toString(), command)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.equals("LANG") || name.startsWith("LC_"));
        environment.put("JAVA_HOME", home.resolve("jdk").toString());
        if (all != null) {
            environment.put("LC_ALL", all);
        }
        if (lang != null) {
            environment.put("LANG", lang);
        }
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }

    /** Each time that an option of the JVM is written, without comments; sorted, since one script prepares where the other ends. */
    private static List<String> options(String script) throws IOException {
        return Files.readAllLines(SCRIPTS.resolve(script)).stream()
                .filter(line -> !line.startsWith("#") && !line.startsWith("rem "))
                .flatMap(line -> JVM_OPTION.matcher(line).results())
                .map(MatchResult::group)
                .sorted()
                .toList();
    }
}
