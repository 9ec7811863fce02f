package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

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
