package io.lanista.runtime.experiment;

import io.lanista.api.model.Label;
import io.lanista.api.oneshot.OneShotProgress;
import io.lanista.api.oneshot.OneShotRun;
import io.lanista.api.space.Choices;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.TrialCancelledException;
import io.lanista.runtime.journal.JournalException;
import io.lanista.runtime.journal.JournalRecord;
import io.lanista.runtime.journal.JournalRecord.Cut;
import io.lanista.runtime.plugin.ContextGuard;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Trains a supernet before the first trial: goes on from the last epoch in the journal, saves and writes down each epoch, and
 * exports at the end, when the time is over, or when the run is cancelled. Confined to the driver's thread.
 */
final class OneShotPhase implements OneShotProgress {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final DriverParts parts;
    private final Controls controls;
    private final OneShotRun run;
    private final Runnable publish;
    private final Ledger ledger;
    private final SupernetCheckpoints checkpoints;
    private final List<String> notes = new ArrayList<>();
    private Cut cut = Cut.NONE;
    private @Nullable RuntimeException failure;

    /**
     * For a run.
     *
     * @param publish tells the run's status to whoever asks for it
     */
    OneShotPhase(DriverParts parts, Controls controls, OneShotRun run, Runnable publish) {
        this.parts = parts;
        this.controls = controls;
        this.run = run;
        this.publish = publish;
        this.ledger = parts.history().ledger();
        this.checkpoints = new SupernetCheckpoints(parts.files().folder());
    }

    /** Trains and exports; after a cancellation, a later session trains on. */
    void run() {
        if (ledger.epochs() > 0) {
            restore();
        }
        train();
        Choices choices = calling(run::export);
        parts.record(new JournalRecord.Exported(choices, cut, notes));
        parts.journal().commit();
        if (cut != Cut.CANCELLED) {
            delete();
        }
        SupernetExport export = ledger.export().orElseThrow();
        parts.listeners().tell(listener -> listener.exported(export, controls.status()));
    }

    private void restore() {
        try {
            calling(() -> {
                checkpoints.restore(run, ledger.epochs());
                return true;
            });
        } catch (TrainerFailedException e) {
            throw new TrainerFailedException(
                    e.getMessage()
                            + " That was when it was to go on from its checkpoint. Maybe begin a new run with --new.",
                    e);
        }
    }

    private void train() {
        try {
            calling(() -> {
                run.fit(this);
                return true;
            });
        } catch (TrialCancelledException e) {
            if (cut == Cut.NONE) {
                throw new TrainerFailedException(
                        "The trainer " + parts.header().searcher()
                                + " ended as if cancelled, and nobody had asked it to.",
                        e);
            }
        } finally {
            if (failure != null) { // Whatever the trainer made of it.
                throw failure;
            }
        }
    }

    private <T> T calling(Callable<T> call) {
        try (ContextGuard guard = ContextGuard.open()) {
            return call.call();
        } catch (TrialCancelledException | ExperimentException | JournalException e) {
            throw e;
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            throw new TrainerFailedException("The trainer " + parts.header().searcher() + " failed: " + e, e);
        }
    }

    // What the trainer tells.

    @Override
    public void epoch(int epoch, int epochs, Metrics metrics) {
        try {
            enter(epoch, epochs, metrics);
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
        if (epoch < epochs) {
            checkCancelled();
        }
    }

    private void enter(int epoch, int epochs, Metrics metrics) {
        if (epoch != ledger.epochs() + 1) {
            throw new TrainerFailedException("The trainer " + parts.header().searcher() + " told of epoch (" + epoch
                    + ") after epoch (" + ledger.epochs() + "). Maybe its restore() forgets the epoch.");
        }
        try {
            checkpoints.save(run, epoch);
            JournalRecord.Epoch record = new JournalRecord.Epoch(epoch, epochs, metrics, texts(run.weights()), notes);
            parts.record(record);
            parts.journal().commit();
            notes.clear();
            checkpoints.forget(epoch - 1);
            publish.run();
            parts.listeners().tell(listener -> listener.epochEnded(record, controls.status()));
        } catch (IOException e) {
            throw new ExperimentException(
                    "The checkpoint of the supernet can't be written: " + e
                            + ". The run stops here. Maybe make space on the"
                            + " disk, then run the same command again to continue.",
                    e);
        }
    }

    private static Map<String, Map<String, Double>> texts(Map<Label, Map<Object, Double>> weights) {
        Map<String, Map<String, Double>> texts = new LinkedHashMap<>();
        weights.forEach((label, candidates) -> {
            Map<String, Double> byText = new LinkedHashMap<>();
            candidates.forEach((value, weight) -> byText.put(String.valueOf(value), weight));
            texts.put(label.value(), byText);
        });
        return texts;
    }

    @Override
    public void checkCancelled() {
        awaitResume();
        if (controls.isCancelled()) {
            cut = Cut.CANCELLED;
            throw new TrialCancelledException("the run was cancelled");
        }
        Optional<Duration> limit = parts.info().experiment().budget().time();
        if (limit.isPresent() && parts.stopwatch().elapsed().compareTo(limit.get()) >= 0) {
            cut = Cut.TIME;
            throw new TrialCancelledException("the time is over");
        }
    }

    private void awaitResume() {
        while (controls.isPaused() && !controls.isCancelled()) {
            try {
                parts.inbox().take(Optional.of(LOOK_AGAIN));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public void note(String sentence) {
        notes.add(sentence);
        parts.listeners().tell(listener -> listener.noted(sentence));
    }

    /** A trained supernet is of no more use; if its files can't be deleted, they lie there. */
    private void delete() {
        try {
            checkpoints.forgetAll();
        } catch (IOException e) {
            throw new ExperimentException("The checkpoint of the supernet can't be deleted: " + e, e);
        }
    }
}
