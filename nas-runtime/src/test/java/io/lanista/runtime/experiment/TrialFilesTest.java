package io.lanista.runtime.experiment;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialFilesTest {
    @TempDir
    Path run;

    @Test
    void aFailureOnAFullDiskEndsTheRun() {
        TrialFiles onAFullDisk = new TrialFiles(new RunFolder(run), Long.MAX_VALUE);

        assertThatThrownBy(() -> onAFullDisk.checkRoom(3, "IOException: No space left on device"))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("trial 3 failed (IOException: No space left on device)")
                .hasMessageContaining("run the same command again");
    }

    @Test
    void aFailureWhereThereIsRoomIsTheTrialsOwn() {
        assertThatCode(() -> new TrialFiles(new RunFolder(run), 0).checkRoom(3, "IllegalStateException"))
                .doesNotThrowAnyException();
    }
}
