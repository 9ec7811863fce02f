package io.lanista.executor.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lanista.api.failure.Blame;
import io.lanista.api.failure.LanistaException;
import io.lanista.runtime.journal.JournalReader;
import io.lanista.runtime.journal.JournalRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that can't be used ends a run with a sentence; no trial is blamed for it, and the run goes on elsewhere. */
class UnusableClusterTest {
    @TempDir
    private Path folder;

    private long ended() {
        return JournalReader.read(folder.resolve("runs/k-1/journal.jsonl")).orElseThrow().lines().stream()
                .filter(line -> line.record() instanceof JournalRecord.Ended)
                .count();
    }

    @Test
    void aSparkThatCannotStartEndsTheRunAndIsNoTrialsFault() throws IOException, InterruptedException {
        Path home = folder.resolve("spark");
        Files.createDirectories(home.resolve("jars"));
        Files.write(home.resolve("jars/spark-core_2.13-4.2.0.jar"), new byte[0]);

        LanistaException failure = catchThrowableOfType(
                LanistaException.class,
                () -> ClusterRun.run(
                        folder.resolve("runs"),
                        3,
                        "spark",
                        Map.of("master", "spark://127.0.0.1:1", "home", home.toString())));

        assertThat(failure.blame()).isEqualTo(Blame.RESOURCES);
        assertThat(failure)
                .hasMessageContaining("spark://127.0.0.1:1")
                .hasMessageContaining("SparkSubmit")
                .hasMessageContaining("spark-driver.log");
        assertThat(ended()).as("trials that were told as ended").isZero();

        ClusterRun.run(folder.resolve("runs"), 3, "inline", Map.of());
        assertThat(ended()).isEqualTo(3);
    }
}
