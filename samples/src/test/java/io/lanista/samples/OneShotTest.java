package io.lanista.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.runs.RunHistory;
import io.lanista.runtime.watch.SupernetExport;
import io.lanista.samples.oneshot.OneShot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class OneShotTest {
    @TempDir
    private Path folder;

    private Process start(Path run) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OneShot.class.getName(),
                        run.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("output-" + run.getFileName()).toFile()))
                .start();
    }

    private Path finished(String name) throws Exception {
        Path run = folder.resolve(name);
        int code = start(run).waitFor();
        assertThat(code).as(Files.readString(folder.resolve("output-" + name))).isZero();
        return run;
    }

    private static long epochs(Path run) throws IOException {
        Path journal = run.resolve("journal.jsonl");
        return Files.exists(journal)
                ? Files.readString(journal)
                        .lines()
                        .filter(line -> line.contains("\"type\":\"epoch\""))
                        .count()
                : 0;
    }

    /** Starts a search, and kills it with {@code kill -9} once it has so many epochs. */
    private void kill(Path run, int after) throws Exception {
        Process process = start(run);
        while (process.isAlive() && epochs(run) < after) {
            Thread.sleep(5);
        }
        process.destroyForcibly();
        process.waitFor();
    }

    /** How it went, without times. */
    private static Object history(Path run) {
        RunHistory read = RunHistory.read(run);
        Outcome.Scored scored = (Outcome.Scored) read.trials().get(0).outcome();
        return List.of(
                read.epochs(),
                read.export().orElseThrow().toString().replaceAll("seconds=[0-9.E-]+", "seconds"),
                scored.metrics().get("accuracy"),
                scored.metrics().get("loss"),
                read.best().orElseThrow().test());
    }

    @Test
    void aProgramTrainsASupernetAndThenItsExportWhichIsTheSameAfterKills() throws Exception {
        Path undisturbed = finished("undisturbed");
        RunHistory read = RunHistory.read(undisturbed);
        SupernetExport export = read.export().orElseThrow();
        assertThat(read.epochs()).hasSize(export.epoch());
        assertThat(read.best().orElseThrow().choices()).isEqualTo(export.choices());
        assertThat(export.mixed(Objective.maximize("accuracy"))).isPresent();
        assertThat(export.inherited(Objective.maximize("accuracy"))).isPresent();

        Path killed = folder.resolve("killed");
        kill(killed, 1);
        kill(killed, 3);
        assertThat(epochs(killed)).isBetween(3L, 5L);
        assertThat(history(finished("killed"))).isEqualTo(history(undisturbed));
    }
}
