package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.runtime.runs.RunSignals;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalControlTest {
    @TempDir
    private Path run;

    @Test
    void aRunThatIsNotAtWorkCannotBeToldAnything() throws IOException {
        try (LocalControl control = new LocalControl(new PluginFolders(), run, run)) {
            assertThatThrownBy(() -> control.command(run, RunSignals.Command.PAUSE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("isn't at work");
            assertThat(RunSignals.of(run).take()).isEmpty();
            RunSignals.of(run).beat(RunSignals.Life.RUNNING);
            control.command(run, RunSignals.Command.PAUSE);
            assertThat(RunSignals.of(run).take()).contains(RunSignals.Command.PAUSE);
        }
    }
}
