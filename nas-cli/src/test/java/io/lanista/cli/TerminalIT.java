package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run shows on a terminal: a pseudo-terminal of the program {@code script}, where there is that. */
@Tag("slow")
class TerminalIT {
    private static final String HIDE = "\u001b[?25l";
    private static final String SHOW = "\u001b[?25h";
    private static final Pattern STYLE = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final Pattern CODE = Pattern.compile("\u001b\\[[?0-9;]*[A-Za-z]");

    @TempDir
    Path folder;

    private Path experiment;

    @BeforeEach
    void write() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "There is no program 'script' (util-linux).");
        experiment = Files.writeString(folder.resolve("slow.yaml"), """
                name: slow
                space:
                  name: small
                  layers:
                    - flatten
                    - linear: {units: {choice: width, of: [8, 16, 32, 64]}}
                    - relu
                    - linear: {units: 10}
                strategy: random
                evaluator: {name: classification, data: {source: glyphs, per_class: 40}, epochs: 200, batch_size: 8}
                objective: {maximize: accuracy}
                executor: inline
                budget: {trials: 4}
                """);
    }

    /** Runs on a terminal of 60 columns until a trial has reported, then presses Ctrl-C; gives all that was written. */
    private String runAndInterrupt(String... environment) throws IOException, InterruptedException {
        String command = "stty cols 60 rows 24; exec env --default-signal=INT "
                + Path.of("target", "lanista", "bin", "nas").toAbsolutePath() + " run " + experiment + " --out "
                + folder.resolve("runs");
        ProcessBuilder builder = new ProcessBuilder(List.of("script", "-qefc", command, "/dev/null"));
        builder.environment().put("TERM", "xterm");
        builder.environment().remove("NO_COLOR");
        Arrays.stream(environment)
                .map(pair -> pair.split("="))
                .forEach(pair -> builder.environment().put(pair[0], pair[1]));
        Process process = builder.redirectErrorStream(true).start();
        StringBuilder seen = new StringBuilder();
        try (InputStream in = process.getInputStream();
                OutputStream keys = process.getOutputStream()) {
            byte[] buffer = new byte[8192];
            boolean pressed = false;
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                seen.append(new String(buffer, 0, length, StandardCharsets.UTF_8));
                if (!pressed && seen.indexOf("step 2") >= 0) {
                    keys.write(3);
                    keys.flush();
                    pressed = true;
                }
            }
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(seen.toString()).isEqualTo(130);
        return seen.toString();
    }

    @Test
    void barsFitIntoSixtyColumnsAndCtrlCLeavesTheTerminalClean() throws Exception {
        String seen = runAndInterrupt();

        List<String> frames = List.of(seen.split(Pattern.quote(HIDE)));
        assertThat(frames).hasSizeGreaterThan(2);
        for (String frame : frames.subList(1, frames.size() - 1)) {
            assertThat(CODE.matcher(frame)
                            .replaceAll("")
                            .lines()
                            .filter(line -> line.contains("█") || line.contains("░")))
                    .allMatch(line -> line.length() <= 59, frame);
        }
        String last = seen.substring(seen.lastIndexOf(SHOW));
        assertThat(seen.lastIndexOf(SHOW)).isGreaterThan(seen.lastIndexOf(HIDE));
        assertThat(last).contains("It was cancelled").doesNotContain("░");
        assertThat(seen).containsPattern(STYLE);
    }

    @Test
    void noColourIsUsedWhereNoneIsWanted() throws Exception {
        assertThat(runAndInterrupt("NO_COLOR=1")).doesNotContainPattern(STYLE);
    }
}
