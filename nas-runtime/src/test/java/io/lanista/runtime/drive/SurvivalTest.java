package io.lanista.runtime.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lanista.runtime.journal.JournalContents;
import io.lanista.runtime.journal.JournalLine;
import io.lanista.runtime.journal.JournalReader;
import io.lanista.runtime.journal.JournalRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches in processes of their own, killed with {@code kill -9} at random moments and taken up again. */
@Tag("slow")
class SurvivalTest {
    private static final int TRIALS = 60;

    @TempDir
    Path folder;

    private Process start(Path run, int trials, int parallelism, String... before) throws IOException {
        return start("function", run, trials, parallelism, before);
    }

    private Process start(String kind, Path run, int trials, int parallelism, String... before) throws IOException {
        List<String> arguments = List.of(run.toString(), Integer.toString(trials), Integer.toString(parallelism), kind);
        return start(run, SearchProgram.class, arguments, before);
    }

    private Process start(Path run, Class<?> program, List<String> arguments, String... before) throws IOException {
        List<String> command = new ArrayList<>(List.of(before));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("output-" + run.getFileName()).toFile()))
                .start();
    }

    private Path undisturbed(String name, int parallelism) throws Exception {
        Path run = folder.resolve(name);
        assertThat(start(run, TRIALS, parallelism).waitFor()).isZero();
        return run;
    }

    /** Kills a search so many times, each once its journal has grown by a random amount; then lets it end. */
    private Path killed(String name, int times, int parallelism, Random random) throws Exception {
        Path run = folder.resolve(name);
        for (int i = 0; i < times; i++) {
            long enough = size(run) + random.nextInt(2000);
            Process process = start(run, TRIALS, parallelism);
            while (process.isAlive() && size(run) <= enough) {
                Thread.sleep(1);
            }
            process.destroyForcibly();
            process.waitFor();
        }
        assertThat(start(run, TRIALS, parallelism).waitFor()).isZero();
        return run;
    }

    /** What a journal of trained networks says, without how long they took. */
    private static List<String> trained(Path run) {
        return ResumeTest.history(run).stream()
                .map(record -> record.toString().replaceAll("seconds=[0-9.E-]+", "seconds"))
                .toList();
    }

    private static long size(Path run) throws IOException {
        Path journal = run.resolve("journal.jsonl");
        return Files.exists(journal) ? Files.size(journal) : 0;
    }

    private static List<JournalRecord.Ended> endings(Path run) {
        return ResumeTest.history(run).stream()
                .filter(JournalRecord.Ended.class::isInstance)
                .map(JournalRecord.Ended.class::cast)
                .toList();
    }

    /** How often the search was taken up again. */
    private static long resumptions(Path run) {
        return JournalReader.read(run.resolve("journal.jsonl")).map(JournalContents::lines).orElse(List.of()).stream()
                .map(JournalLine::record)
                .filter(JournalRecord.Resumed.class::isInstance)
                .count();
    }

    @Test
    void aKilledSearchEndsWithTheSameJournalAsAnUndisturbedOne() throws Exception {
        Path killed = killed("killed", 3, 1, new Random(1));

        assertThat(resumptions(killed)).isPositive();
        assertThat(ResumeTest.history(killed)).isEqualTo(ResumeTest.history(undisturbed("undisturbed", 1)));
    }

    @Test
    void aKilledParallelSearchLosesAndRepeatsNothing() throws Exception {
        Path killed = killed("killed", 2, 4, new Random(2));

        List<Integer> ended =
                endings(killed).stream().map(JournalRecord.Ended::trial).toList();
        assertThat(ended).hasSize(TRIALS).doesNotHaveDuplicates();
        // Going on replays the recorded order of endings, and fails if one answer differs.
        assertThat(start(killed, TRIALS + 5, 2).waitFor()).isZero();
        assertThat(endings(killed)).hasSize(TRIALS + 5);
    }

    @Test
    void aKilledTrainerEndsWithTheSameJournalAsAnUndisturbedOne() throws Exception {
        Random random = new Random(4);
        Path killed = folder.resolve("killed-trainer");
        for (int i = 0; i < 4; i++) {
            long enough = size(killed) + 300 + random.nextInt(1500);
            Process process = start(killed, TrainerProgram.class, List.of(killed.toString(), "40"));
            while (process.isAlive() && size(killed) <= enough) {
                Thread.sleep(1);
            }
            process.destroyForcibly();
            process.waitFor();
        }
        assertThat(start(killed, TrainerProgram.class, List.of(killed.toString(), "40"))
                        .waitFor())
                .isZero();
        Path undisturbed = folder.resolve("undisturbed-trainer");
        assertThat(start(undisturbed, TrainerProgram.class, List.of(undisturbed.toString(), "40"))
                        .waitFor())
                .isZero();

        assertThat(resumptions(killed)).isPositive();
        assertThat(ResumeTest.history(killed)).isEqualTo(ResumeTest.history(undisturbed));
    }

    @Test
    void twoProcessesWithOneSeedWriteEqualJournals() throws Exception {
        assertThat(ResumeTest.history(undisturbed("one", 1))).isEqualTo(ResumeTest.history(undisturbed("two", 1)));
    }

    @Test
    void aFullDiskStopsTheSearchWhichGoesOnOnceThereIsSpace() throws Exception {
        assumeThat(Path.of("/bin/bash")).exists();
        Path run = folder.resolve("full");
        // No file may grow beyond 8 KiB.
        Process limited = start(run, TRIALS, 1, "/bin/bash", "-c", "ulimit -f 8; exec \"$0\" \"$@\"");
        assertThat(limited.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(limited.exitValue()).isNotZero();
        assertThat(output(run)).contains("can't be written").contains("start the same experiment again");

        assertThat(start(run, TRIALS, 1).waitFor()).isZero();

        assertThat(ResumeTest.history(run)).isEqualTo(ResumeTest.history(undisturbed("undisturbed", 1)));
    }

    private String output(Path run) throws IOException {
        try (var lines = Files.lines(folder.resolve("output-" + run.getFileName()))) {
            return lines.collect(Collectors.joining("\n"));
        }
    }

    @Test
    @Tag("long")
    void manyKilledSearchesLoseAndRepeatNothing() throws Exception {
        int wanted = Integer.getInteger("lanista.kills", 60);
        List<JournalRecord> expected = ResumeTest.history(undisturbed("undisturbed", 1));
        Random random = new Random(3);
        int kills = 0;
        for (int run = 0; kills < wanted; run++) {
            int times = 1 + random.nextInt(8);
            Path killed = killed("killed-" + run, times, 1, random);
            kills += times;
            assertThat(ResumeTest.history(killed)).as("run %d", run).isEqualTo(expected);
        }
    }

    @Test
    @Tag("long")
    void killedSearchesOfTrainedNetworksLoseAndRepeatNothing() throws Exception {
        int trials = 8;
        Path whole = folder.resolve("whole");
        assertThat(start("network", whole, trials, 1).waitFor()).isZero();
        List<String> expected = trained(whole);
        assertThat(expected).hasSizeGreaterThan(trials);
        Random random = new Random(4);
        for (int search = 0; search < 3; search++) {
            Path run = folder.resolve("killed-" + search);
            for (int kill = 0; kill < 3; kill++) {
                long enough = size(run) + 300 + random.nextInt(4000);
                Process process = start("network", run, trials, 1);
                while (process.isAlive() && size(run) <= enough) {
                    Thread.sleep(1);
                }
                process.destroyForcibly();
                process.waitFor();
            }
            assertThat(resumptions(run)).isPositive();
            assertThat(start("network", run, trials, 1).waitFor()).isZero();
            assertThat(trained(run)).as("search %d", search).isEqualTo(expected);
        }
    }
}
