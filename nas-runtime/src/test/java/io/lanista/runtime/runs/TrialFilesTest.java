package io.lanista.runtime.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.execute.TrialResult;
import io.lanista.runtime.experiment.ExperimentException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialFilesTest {
    @TempDir
    Path run;

    @Test
    void aFailureOnAFullDiskEndsTheRun() {
        TrialFiles onAFullDisk = new TrialFiles(new RunFolder(run), Long.MAX_VALUE);

        assertThatThrownBy(() -> onAFullDisk.checkRoom(3, failed("IOException: No space left on device")))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("trial 3 failed (IOException: No space left on device)")
                .hasMessageContaining("start the same experiment again");
    }

    @Test
    void aFailureWhereThereIsRoomIsTheTrialsOwn() {
        TrialFiles files = new TrialFiles(new RunFolder(run));

        assertThatCode(() -> files.checkRoom(3, failed("IllegalStateException")))
                .doesNotThrowAnyException();
    }

    @Test
    void whatEndsWellNeedsNoRoom() {
        TrialFiles onAFullDisk = new TrialFiles(new RunFolder(run), Long.MAX_VALUE);

        assertThatCode(() -> onAFullDisk.checkRoom(3, new TrialResult.Cancelled()))
                .doesNotThrowAnyException();
    }

    @Test
    void whatCannotBeLookedAtIsLoggedAndLeft() throws Exception {
        Files.createSymbolicLink(run.resolve("trials"), run.resolve("trials")); // A link that leads to itself.
        TrialFiles files = new TrialFiles(new RunFolder(run));
        Trial trial = new Trial(
                3,
                new Answer.Try(Choices.NONE, OptionalInt.empty(), OptionalInt.empty()),
                List.of(Objective.maximize("accuracy")));
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            files.ended(trial, List.of());
        } finally {
            System.setErr(before);
        }

        assertThat(log.toString(StandardCharsets.UTF_8)).contains("artifact", "can't be deleted");
    }

    private static TrialResult failed(String reason) {
        return new TrialResult.Failed(reason, null);
    }
}
