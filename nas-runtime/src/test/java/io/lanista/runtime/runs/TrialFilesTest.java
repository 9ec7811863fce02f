package io.lanista.runtime.runs;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.runtime.execute.TrialResult;
import io.lanista.runtime.experiment.ExperimentException;
import java.nio.file.Path;
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

    private static TrialResult failed(String reason) {
        return new TrialResult.Failed(reason, null);
    }
}
