package io.lanista.testkit;

import io.lanista.api.oneshot.OneShotProgress;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.TrialCancelledException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Remembers what a one-shot run reports, and can end it after some epochs. */
public final class TrainingLog implements OneShotProgress {
    private final List<Metrics> epochs = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Action action = () -> {};
    private int cancelAfter = Integer.MAX_VALUE;
    private int last;

    /** What happens after an epoch. */
    @FunctionalInterface
    public interface Action {
        /** Called once it was reported. */
        void run() throws IOException;
    }

    /** Lets the run end after so many epochs. Returns this object. */
    public TrainingLog cancelAfter(int count) {
        cancelAfter = count;
        return this;
    }

    /** Does something after each epoch. Returns this object. */
    public TrainingLog onEpoch(Action then) {
        action = then;
        return this;
    }

    /** What was measured, by epoch. */
    public List<Metrics> epochs() {
        return Collections.unmodifiableList(epochs);
    }

    /** What the user should know. */
    public List<String> notes() {
        return Collections.unmodifiableList(notes);
    }

    @Override
    public void epoch(int epoch, int of, Metrics metrics) {
        if ((last > 0 && epoch != last + 1) || epoch > of) {
            throw new AssertionError("Epoch (" + epoch + ") of (" + of + ") was reported after epoch (" + last
                    + "). Maybe count from 1, and report each epoch once.");
        }
        last = epoch;
        epochs.add(metrics);
        try {
            action.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        checkCancelled();
    }

    @Override
    public void checkCancelled() {
        if (epochs.size() >= cancelAfter) {
            throw new TrialCancelledException("The test cancels this run.");
        }
    }

    @Override
    public void note(String sentence) {
        notes.add(sentence);
    }
}
