package io.lanista.executor.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.runtime.journal.JournalContents;
import io.lanista.runtime.journal.JournalLine;
import io.lanista.runtime.journal.JournalReader;
import io.lanista.runtime.journal.JournalRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search on a real cluster, whose executors, drivers and hosts are killed at random, finds what an undisturbed one finds. */
@Tag("long")
class KilledClusterTest {
    private static final int TRIALS = Integer.getInteger("lanista.cluster.trials", 10);
    private static final int KILLS = TRIALS / 5;

    @TempDir
    private Path folder;

    private TestCluster cluster;
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void startCluster() throws IOException, InterruptedException {
        cluster = TestCluster.start(folder.resolve("cluster"));
    }

    @AfterEach
    void end() throws IOException, InterruptedException {
        started.forEach(Process::destroyForcibly);
        if (cluster != null) {
            cluster.close();
        }
    }

    private Process host(Path runs, String executor) throws IOException {
        Process host = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ClusterRun.class.getName(),
                        runs.toString(),
                        Integer.toString(TRIALS),
                        executor,
                        cluster.master(),
                        TestSpark.home().toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output(runs).toFile()))
                .start();
        started.add(host);
        return host;
    }

    private static Path output(Path runs) {
        return runs.resolveSibling(runs.getFileName() + ".txt");
    }

    private static void endWell(Process host, Path runs) throws IOException, InterruptedException {
        assertThat(host.waitFor(30, TimeUnit.MINUTES)).as("the host ends").isTrue();
        assertThat(host.exitValue()).as(Files.readString(output(runs))).isZero();
    }

    /** Each trial's outcome, in the order of the trials; one that has ended twice throws. */
    private static Map<Integer, String> outcomes(Path runs) {
        Map<Integer, String> outcomes = new TreeMap<>();
        List<JournalLine> lines = JournalReader.read(runs.resolve("k-1/journal.jsonl"))
                .map(JournalContents::lines)
                .orElse(List.of());
        lines.forEach(line -> {
            if (line.record() instanceof JournalRecord.Ended ended) {
                assertThat(outcomes.put(ended.trial(), ended.outcome().toString()))
                        .as("an earlier end of trial " + ended.trial())
                        .isNull();
            }
        });
        return outcomes;
    }

    private void kill(Process host, Random random) throws IOException {
        int whom = random.nextInt(4);
        List<ProcessHandle> victims = switch (whom) {
            case 0 -> List.of(host.toHandle());
            case 1 -> host.children().toList(); // Spark's driver.
            case 2 -> cluster.executors();
            default -> cluster.workers();
        };
        if (!victims.isEmpty()) {
            victims.get(random.nextInt(victims.size())).destroyForcibly();
        }
    }

    @Test
    void aKilledSearchFindsWhatAnUndisturbedOneFinds() throws Exception {
        Path undisturbed = folder.resolve("undisturbed");
        endWell(host(undisturbed, "inline"), undisturbed);

        Path killed = folder.resolve("killed");
        Random random = new Random(7);
        Process host = host(killed, "spark");
        for (int kill = 1; kill <= KILLS; kill++) {
            while (host.isAlive() && ended(killed) < kill * TRIALS / (KILLS + 1)) {
                Thread.sleep(20);
            }
            kill(host, random);
            if (host.waitFor(200, TimeUnit.MILLISECONDS)) {
                host = host(killed, "spark");
            }
        }
        endWell(host, killed);

        assertThat(outcomes(killed)).hasSize(TRIALS).isEqualTo(outcomes(undisturbed));
        assertNobodyIsLeft();
    }

    private static int ended(Path runs) {
        return Files.exists(runs.resolve("k-1/journal.jsonl")) ? outcomes(runs).size() : 0;
    }

    /** Executors and workers of a host that is gone end by themselves. */
    private void assertNobodyIsLeft() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!cluster.executors().isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(100);
        }
        assertThat(cluster.executors()).isEmpty();
    }
}
