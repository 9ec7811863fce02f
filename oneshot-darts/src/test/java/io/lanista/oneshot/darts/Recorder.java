package io.lanista.oneshot.darts;

import io.lanista.api.oneshot.OneShotProgress;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.TrialCancelledException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Remembers what a run told. */
final class Recorder implements OneShotProgress {
    final List<Metrics> epochs = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    private final IntConsumer afterEpoch;
    boolean cancelled;

    Recorder() {
        this(epoch -> {});
    }

    Recorder(IntConsumer afterEpoch) {
        this.afterEpoch = afterEpoch;
    }

    @Override
    public void epoch(int epoch, int of, Metrics metrics) {
        epochs.add(metrics);
        afterEpoch.accept(epoch);
    }

    @Override
    public void checkCancelled() {
        if (cancelled) {
            throw new TrialCancelledException("asked to");
        }
    }

    @Override
    public void note(String sentence) {
        notes.add(sentence);
    }
}
