package io.lanista.runtime.drive;

import io.lanista.api.failure.Blame;
import io.lanista.api.model.Label;
import io.lanista.api.oneshot.OneShotProgress;
import io.lanista.api.oneshot.OneShotRun;
import io.lanista.api.oneshot.Resumable;
import io.lanista.api.space.Choices;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.TrialCancelledException;
import io.lanista.runtime.experiment.CannotContinueException;
import io.lanista.runtime.experiment.Continuation;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.journal.JournalRecord;
import io.lanista.runtime.journal.JournalRecord.Cut;
import io.lanista.runtime.parts.Listeners;
import io.lanista.runtime.plugin.PluginException;
import io.lanista.runtime.plugin.ProviderGuard;
import io.lanista.runtime.runs.Ledger;
import io.lanista.runtime.runs.SupernetCheckpoints;
import io.lanista.runtime.watch.SupernetEpoch;
import io.lanista.runtime.watch.SupernetExport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Trains a supernet before the first trial: goes on from the last epoch in the journal, saves and writes down each epoch, and
 * exports at the end, when the time is over, or when the run is cancelled. A trainer that can't go on from a checkpoint trains
 * again from its beginning; the epochs that the journal has already are then passed over. Confined to the driver's thread.
 */
final class OneShotPhase implements OneShotProgress {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final OneShotRun run;
    private final ProviderGuard guard;
    private final JournaledSearch search;
    private final SupernetCheckpoints checkpoints;
    private final Controls controls;
    private final Listeners listeners;
    private final Ledger ledger;
    private final List<String> notes = new ArrayList<>();
    private Runnable publish = () -> {};
    private Cut cut = Cut.NONE;
    private @Nullable RuntimeException failure;
    private int reported;

    /**
     * For a run.
     *
     * @param guard calls the trainer
     */
    OneShotPhase(
            OneShotRun run,
            ProviderGuard guard,
            JournaledSearch search,
            SupernetCheckpoints checkpoints,
            Controls controls,
            Listeners listeners) {
        this.run = run;
        this.guard = guard;
        this.search = search;
        this.checkpoints = checkpoints;
        this.controls = controls;
        this.listeners = listeners;
        this.ledger = search.ledger();
    }

    /**
     * Trains and exports; after a cancellation, a later session trains on.
     *
     * @param progress publishes the run's status
     */
    void run(Runnable progress) {
        publish = progress;
        if (ledger.epochs() > 0 && run instanceof Resumable resumable) {
            restore(resumable);
            reported = ledger.epochs();
        }
        train();
        Choices choices = guard.call("failed in export", run::export);
        search.recordPauses(controls.time());
        search.record(new JournalRecord.Exported(choices, cut, notes));
        search.commit();
        SupernetExport export = ledger.export().orElseThrow();
        listeners.tell(listener -> listener.exported(export, controls.status()));
    }

    private void restore(Resumable resumable) {
        try {
            guard.run("failed in restore", () -> checkpoints.restore(resumable, ledger.epochs()));
        } catch (PluginException e) {
            throw new CannotContinueException(
                    Blame.PLUGIN,
                    e.getMessage() + " That was when it was to go on from its checkpoint.",
                    List.of(),
                    List.of(Continuation.NEW));
        }
    }

    private void train() {
        try {
            guard.run("failed in fit", () -> run.fit(this));
        } catch (TrialCancelledException e) {
            if (cut == Cut.NONE) {
                throw new PluginException(
                        "The " + guard.provider() + " ended as if cancelled, and nobody had asked it to.", e);
            }
        } finally {
            if (failure != null) { // Whatever the trainer made of it.
                throw failure;
            }
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
        if (epoch != reported + 1) {
            throw new PluginException("The " + guard.provider() + " reported epoch (" + epoch + ") after epoch ("
                    + reported + "). Maybe its restore() forgets the epoch.");
        }
        reported = epoch;
        if (epoch <= ledger.epochs()) {
            notes.clear();
            return;
        }
        try {
            if (run instanceof Resumable resumable) {
                checkpoints.save(resumable, epoch);
            }
            JournalRecord.Epoch record = new JournalRecord.Epoch(epoch, epochs, metrics, texts(run.weights()), notes);
            search.recordPauses(controls.time());
            search.record(record);
            search.commit();
            notes.clear();
            checkpoints.forget(epoch - 1);
            publish.run();
            SupernetEpoch told = Ledger.epoch(record);
            listeners.tell(listener -> listener.epochEnded(told, controls.status()));
        } catch (IOException e) {
            throw new ExperimentException(
                    Blame.of(e),
                    "The checkpoint of the supernet can't be written: " + e
                            + ". The run stops here. Maybe make space on the disk, then start the same experiment again"
                            + " to continue.",
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
        if (controls.time().isOver()) {
            cut = Cut.TIME;
            throw new TrialCancelledException("the time is over");
        }
    }

    private void awaitResume() {
        while (controls.isPaused() && !controls.isCancelled()) {
            try {
                controls.inbox().take(Optional.of(LOOK_AGAIN));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public void note(String sentence) {
        notes.add(sentence);
        listeners.tell(listener -> listener.noted(sentence));
    }
}
