package io.lanista.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.runtime.watch.RunListenerProvider;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalPageListenerTest implements RunListenerContract {
    @Override
    public RunListenerProvider provider() {
        return new JournalPageListener();
    }

    @Test
    void oneThatStumblesOverATrialWithoutAScoreIsNamed(@TempDir Path folder) {
        RunListenerContract stumbling = () -> new JournalPageListener(true);
        assertThatThrownBy(() -> stumbling.hearsAWholeRunWithoutFault(folder))
                .hasMessageContaining("The listener page")
                .hasMessageContaining("Maybe the listener threw something");
    }
}
