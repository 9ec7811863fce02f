package io.lanista.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.runtime.watch.RunInfo;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Listens beside the one under test, and is told what is wrong with it. */
final class FaultWatcher implements RunListener {
    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
    private volatile @Nullable RunInfo info;
    private volatile @Nullable RunStatus status;

    @Override
    public void started(RunInfo run, RunStatus now) {
        info = run;
        status = now;
    }

    @Override
    public void noted(String sentence) {
        notes.add(sentence);
    }

    RunInfo info() {
        return Objects.requireNonNull(info, "the run has started");
    }

    RunStatus status() {
        return Objects.requireNonNull(status, "the run has started");
    }

    void assertNoFault() {
        assertThat(notes)
                .as("what the host noted of the run. Maybe the listener threw something")
                .noneMatch(note -> note.startsWith("The listener"));
    }
}
