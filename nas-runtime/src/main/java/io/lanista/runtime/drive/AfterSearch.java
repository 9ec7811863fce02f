package io.lanista.runtime.drive;

import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Metrics;
import io.lanista.runtime.execute.TrialResult;
import io.lanista.runtime.journal.JournalRecord;
import io.lanista.runtime.runs.Trial;
import io.lanista.runtime.watch.EndReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a driver does once the search is over: ends the trials that still run, and measures the winner. Confined to its thread. */
final class AfterSearch {
    private static final Logger LOG = LoggerFactory.getLogger(AfterSearch.class);
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final JournaledSearch search;
    private final Dispatcher dispatcher;
    private final Controls controls;

    AfterSearch(JournaledSearch search, Dispatcher dispatcher, Controls controls) {
        this.search = search;
        this.dispatcher = dispatcher;
        this.controls = controls;
    }

    /**
     * Ends what still runs. A trial that comes to its end within a second has its outcome; the others have none, and a later session
     * runs them again from their checkpoints. If the time was over, those that had reported are cut short: what they reached counts
     * until then.
     *
     * @param settle takes what came in just before the end
     */
    void endRunningTrials(EndReason reason, Consumer<List<Inbox.Event>> settle) throws InterruptedException {
        Map<Integer, Double> seconds = dispatcher.seconds();
        dispatcher.cancelAll();
        long deadline = System.nanoTime() + GRACE.toNanos();
        while (!dispatcher.isIdle() && !controls.isCancelledAtOnce() && System.nanoTime() < deadline) {
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            for (Inbox.Event event : controls.inbox().take(Optional.of(left))) {
                if (event instanceof Inbox.Event.Finished finished
                        && !(finished.result() instanceof TrialResult.Completed)) {
                    dispatcher.ended(finished.trial());
                } else {
                    settle.accept(List.of(event));
                }
            }
        }
        if (!dispatcher.isIdle()) {
            dispatcher.close();
        }
        if (reason.kind() == EndReason.Kind.TIME) {
            search.ledger().open().stream()
                    .filter(trial -> trial.lastStep() > 0)
                    .forEach(trial -> search.record(
                            new JournalRecord.CutShort(trial.number(), seconds.getOrDefault(trial.number(), 0.0))));
        }
    }

    /**
     * Measures the best trial, or each one on the front, on data that the search never saw, unless that was done before.
     *
     * @param space fitted to the data
     */
    void testWinners(SearchSpace space) throws InterruptedException {
        for (Trial winner : search.ledger().frontTrials()) {
            if (controls.isCancelled()) {
                return;
            }
            if (search.ledger().test(winner.number()).isEmpty()) {
                dispatcher.startTest(winner, space.freeze(winner.candidate().choices()));
                awaitTest(winner.number()).ifPresent(result -> tested(winner.number(), result));
            }
        }
    }

    /** The result of the test; empty if the run was cancelled meanwhile. */
    private Optional<TrialResult> awaitTest(int winner) throws InterruptedException {
        Optional<TrialResult> result = Optional.empty();
        while (!dispatcher.isIdle() && !controls.isCancelled()) {
            for (Inbox.Event event : controls.inbox().take(Optional.empty())) {
                if (event instanceof Inbox.Event.Finished finished && finished.trial() == winner) {
                    result = Optional.of(finished.result());
                    dispatcher.ended(winner);
                } else if (event instanceof Inbox.Event.Reported reported) {
                    reported.goesOn().complete(false); // A test has nothing to report.
                } else if (event instanceof Inbox.Event.Broken broken) {
                    throw broken.failure();
                }
            }
        }
        if (!dispatcher.isIdle()) {
            dispatcher.close();
        }
        return result;
    }

    private void tested(int winner, TrialResult result) {
        if (result instanceof TrialResult.Completed completed) {
            search.record(new JournalRecord.Tested(winner, completed.metrics().orElse(Metrics.NONE)));
        } else if (result instanceof TrialResult.Failed failed) {
            LOG.warn("Trial {}, which none beats, could not be tested: {}", winner, failed.reason());
        } else if (result instanceof TrialResult.Crashed crashed) {
            LOG.warn("Trial {}, which none beats, could not be tested: {}", winner, crashed.reason());
        }
    }
}
