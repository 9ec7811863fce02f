package io.lanista.runtime.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.failure.Blame;
import io.lanista.layer.LayerCatalogue;
import io.lanista.runtime.plugin.PluginHost;
import io.lanista.runtime.plugin.PluginKinds;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever an experiment file says, it describes an experiment, or it is refused in one sentence that is the user's to mend. */
class ExperimentFuzzTest {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final List<String> WHOLE = List.of(
            "name: digits\n",
            "space:\n  layers:\n    - {choice: act, of: [relu, tanh]}\n    - flatten\n    - linear: {units: outputs}\n",
            "strategy: {name: random, distinct: true}\n",
            "evaluator: {name: classification, data: {path: a.csv}, epochs: 3}\n",
            "objective: {maximize: accuracy}\n",
            "budget: {trials: 20, time: 1h30m, target: 0.99, trial_time: 90}\n",
            "parallel: 2\n",
            "seed: 7\n",
            "stopping: {name: median, min_trials: 3}\n",
            "duplicates: reuse\n",
            "constraints: {max_parameters: 1e6, max_flops: 2000000}\n",
            "executor: {name: forked, workers: 2}\n",
            "failures: {in_a_row: 3, retries: 2}\n",
            "trackers: [log, {name: board, url: here}]\n");
    private static final String[] ODD = {
        "0",
        "-1",
        "1e400",
        ".nan",
        ".inf",
        "''",
        "~",
        "[]",
        "{}",
        "{a: {b: [c]}}",
        "true",
        "99999999999999999999",
        "1.5",
        "'../x'",
        "'a b'",
        "ü漢",
        "\"\\u0000\"",
        "&a x",
        "*a",
        "!!str x",
        "2024-01-01",
        "1h90x",
        "{maximize: a, minimize: b}",
        "[[[[[[[[x]]]]]]]]",
        "{hub: nothing}",
        "{file: /dev/zero}",
        "/dev/zero",
        ".",
        "random@[9,10)",
        "'" + "x".repeat(20_000) + "'"
    };

    private static PluginHost host;

    @TempDir
    Path folder;

    @BeforeAll
    static void startHost() {
        host = PluginHost.builder(PluginKinds.all()).start();
    }

    @AfterAll
    static void closeHost() {
        host.close();
    }

    @Test
    void hundredsOfFilesEndInAnExperimentOrASentence() throws IOException {
        fuzz(1, 300);
    }

    @Test
    @Tag("long")
    void thousandsOfFilesEndInAnExperimentOrASentence() throws IOException {
        fuzz(1_000, 3_000);
    }

    private void fuzz(long firstSeed, int count) throws IOException {
        int read = 0;
        for (long seed = firstSeed; seed < firstSeed + count; seed++) {
            Path file = Files.write(folder.resolve("e.yaml"), text(new Random(seed)));
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long begin = threads.getCurrentThreadCpuTime();
            read += isRead(file, seed) ? 1 : 0;
            assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - begin))
                    .as("the time for seed " + seed)
                    .isLessThan(LONGEST);
        }
        assertThat(read).isBetween(count / 50, count - count / 5);
    }

    private static byte[] text(Random random) {
        StringBuilder text = new StringBuilder();
        for (String line : WHOLE) {
            if (random.nextInt(12) > 0) {
                text.append(random.nextInt(12) > 0 ? line : odd(line, random));
            }
        }
        String whole = random.nextInt(4) == 0 ? FuzzedSpace.damaged(text + "\n", random) : text.toString();
        byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(12) == 0 && bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    /** A line with something else as the value of its key, or of one inside. */
    private static String odd(String line, Random random) {
        String odd = ODD[random.nextInt(ODD.length)];
        int brace = line.indexOf(": ", line.indexOf('{') + 1);
        return random.nextBoolean() && line.indexOf('{') > 0 && brace > 0
                ? line.substring(0, brace + 2) + odd + "}\n"
                : line.substring(0, line.indexOf(':') + 1) + " " + odd + "\n";
    }

    private static boolean isRead(Path file, long seed) {
        try {
            ExperimentReader.read(file, host, LayerCatalogue.standard()).build();
            return true;
        } catch (RuntimeException e) {
            assertThat(Blame.of(e)).as("seed " + seed + ": " + e).isEqualTo(Blame.USER);
            assertThat(e.getMessage())
                    .as("seed " + seed)
                    .endsWith(".")
                    .doesNotContain("Exception", "java.", "tools.jackson", "(null)")
                    .hasSizeLessThan(3_000);
            return false;
        }
    }
}
