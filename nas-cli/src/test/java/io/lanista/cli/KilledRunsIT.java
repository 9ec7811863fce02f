package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code nas run} with workers, killed with {@code kill -9} at random moments, the command itself, a worker or both, and started
 * again: it ends with what an undisturbed run ends with, and no finished trial is run twice. 60 kills altogether.
 */
@Tag("long")
class KilledRunsIT {
    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    private Process run(Path experiment, Path runs) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "run",
                        experiment.toString(),
                        "--out",
                        runs.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output(runs).toFile()))
                .start();
        started.add(process);
        return process;
    }

    private static Path output(Path runs) {
        return runs.resolveSibling(runs.getFileName() + ".txt");
    }

    private static void endWell(Process process, Path runs) throws Exception {
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).as("ended").isTrue();
        assertThat(process.exitValue()).as(Files.readString(output(runs))).isZero();
    }

    private static long size(Path runs) throws IOException {
        Path journal = runs.resolve("k-1/journal.jsonl");
        return Files.exists(journal) ? Files.size(journal) : 0;
    }

    /** Kills so many times, each once the journal has grown by a random amount; then lets it end. */
    private Path killed(Path experiment, int kills, long growth, Random random) throws Exception {
        Path runs = folder.resolve("killed");
        Process process = run(experiment, runs);
        for (int kill = 0; kill < kills; kill++) {
            long enough = size(runs) + 1 + random.nextLong(growth);
            while (process.isAlive() && size(runs) < enough) {
                Thread.sleep(2);
            }
            int whom = random.nextInt(3);
            List<ProcessHandle> workers = process.descendants().toList();
            if (whom > 0 && !workers.isEmpty()) {
                workers.get(random.nextInt(workers.size())).destroyForcibly();
            }
            if (whom != 1 || !process.isAlive()) {
                process.destroyForcibly().waitFor();
                process = run(experiment, runs);
            }
        }
        endWell(process, runs);
        return runs;
    }

    /** What a run found, trial by trial, without how long that took. */
    private List<String> found(Path runs) {
        Shell shell = new Shell(folder);
        assertThat(shell.nas("journal", "check", runs.resolve("k-1").toString()))
                .as(shell.out())
                .isZero();
        assertThat(shell.nas("show", runs.resolve("k-1").toString(), "--json"))
                .as(shell.err())
                .isZero();
        return shell.out()
                .lines()
                .map(line -> line.replaceAll("\"(seconds|train_loss)\":[^,}]+", ""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "random, 7",
        "tpe, 7",
        "regularized-evolution, 7",
        "smac, 6",
        "reinforce, 6",
        "asha, 7",
        "hyperband, 7",
        "bohb, 5",
    })
    void aKilledRunFindsWhatAnUndisturbedOneFinds(String strategy, int kills) throws Exception {
        Path experiment = Files.writeString(folder.resolve("e.yaml"), """
                name: k
                space:
                  input: {x: [4]}
                  settings: {a: {choice: a, from: 1, to: 64}, b: {choice: b, of: [1, 2, 3, 4]}}
                  layers: [identity]
                strategy: %s
                evaluator: cheap
                objective: {maximize: score}
                budget: {trials: 30}
                executor: forked
                failures: {retries: 1000}
                duplicates: repeat
                """.formatted(strategy));
        Path undisturbed = folder.resolve("undisturbed");
        endWell(run(experiment, undisturbed), undisturbed);

        Path killed = killed(experiment, kills, 4_000, new Random(strategy.hashCode()));

        assertThat(found(killed)).hasSizeGreaterThan(20).isEqualTo(found(undisturbed));
    }

    @Test
    void aKilledRunOfSeveralTrialsAtOnceLosesAndRepeatsNothing() throws Exception {
        Path experiment = Files.writeString(folder.resolve("e.yaml"), """
                name: k
                space:
                  input: {x: [4]}
                  settings: {a: {choice: a, from: 1, to: 64}, b: {choice: b, of: [1, 2, 3, 4]}}
                  layers: [identity]
                strategy: tpe
                evaluator: cheap
                objective: {maximize: score}
                budget: {trials: 30}
                parallel: 2
                executor: forked
                failures: {retries: 1000}
                """);

        List<String> found = found(killed(experiment, 4, 6_000, new Random(5)));

        assertThat(found).hasSize(30).allMatch(line -> line.contains("\"outcome\":\"scored\""));
        assertThat(found.stream().map(line -> line.replaceAll(",\"outcome.*", "")))
                .doesNotHaveDuplicates();
    }

    @Test
    void aKilledTrainerExportsWhatAnUndisturbedOneExports() throws Exception {
        Path experiment = Files.writeString(folder.resolve("e.yaml"), """
                name: k
                space:
                  input: {x: [1, 8, 8]}
                  layers:
                    - flatten
                    - linear: {units: 16}
                    - {choice: act, of: [relu, tanh, identity]}
                    - linear: {units: outputs}
                trainer: {name: darts, epochs: 12, batch_size: 32}
                evaluator: {name: classification, data: {source: glyphs, size: 8, per_class: 20}, epochs: 4}
                objective: {maximize: accuracy}
                executor: forked
                failures: {retries: 1000}
                """);
        Path undisturbed = folder.resolve("undisturbed");
        endWell(run(experiment, undisturbed), undisturbed);

        Path killed = killed(experiment, 4, 1_500, new Random(6));

        assertThat(found(killed)).hasSize(1).isEqualTo(found(undisturbed));
    }
}
