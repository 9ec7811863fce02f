package io.lanista.runtime.experiment;

import io.lanista.api.model.Model;
import io.lanista.api.trial.Metrics;
import io.lanista.runtime.execute.TrialResult;
import io.lanista.runtime.journal.JournalRecord;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a driver does once the search is over: ends what still runs, and measures the winner. Confined to the driver's thread. */
final class Finale {
    private static final Logger LOG = LoggerFactory.getLogger(Finale.class);
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final DriverParts parts;
    private final Controls controls;
    private final Dispatcher dispatcher;
    private final Ledger ledger;

    Finale(DriverParts parts, Controls controls, Dispatcher dispatcher) {
        this.parts = parts;
        this.controls = controls;
        this.dispatcher = dispatcher;
        this.ledger = parts.history().ledger();
    }

    /** Ends what still runs, without results; a later session would run it again. */
    void endRunningTrials() throws InterruptedException {
        dispatcher.cancelAll();
        Duration deadline = parts.stopwatch().elapsed().plus(GRACE);
        while (!dispatcher.isIdle() && !controls.isCancelledAtOnce()) {
            Duration left = deadline.minus(parts.stopwatch().elapsed());
            if (left.isNegative() || left.isZero()) {
                break;
            }
            parts.inbox().take(Optional.of(left)).forEach(this::dismiss);
        }
        if (!dispatcher.isIdle()) {
            dispatcher.close();
        }
    }

    private void dismiss(DriverEvent event) {
        if (event instanceof DriverEvent.Reported reported) {
            reported.goesOn().complete(false);
        } else if (event instanceof DriverEvent.Finished finished) {
            dispatcher.ended(finished.trial());
        }
    }

    /** Measures the best trial on data that the search never saw, unless that was done before. */
    void testWinner() throws InterruptedException {
        Trial best = ledger.bestTrial();
        if (best == null || ledger.test(best.number).isPresent()) {
            return;
        }
        Model model = parts.info().space().freeze(best.candidate.choices());
        dispatcher.startTest(best, model);
        Optional<TrialResult> result = awaitTest(best);
        if (result.isEmpty()) {
            endRunningTrials();
        } else {
            tested(best, result.get());
        }
    }

    private Optional<TrialResult> awaitTest(Trial best) throws InterruptedException {
        Optional<TrialResult> result = Optional.empty();
        while (!dispatcher.isIdle() && !controls.isCancelled()) {
            for (DriverEvent event : parts.inbox().take(Optional.empty())) {
                if (event instanceof DriverEvent.Finished finished && finished.trial() == best.number) {
                    result = Optional.of(finished.result());
                }
                dismiss(event);
            }
        }
        return result;
    }

    private void tested(Trial best, TrialResult result) {
        if (result instanceof TrialResult.Completed completed) {
            parts.record(
                    new JournalRecord.Tested(best.number, completed.metrics().orElse(Metrics.of(Map.of()))));
        } else if (result instanceof TrialResult.Failed failed) {
            LOG.warn("The best trial ({}) could not be tested: {}", best.number, failed.reason());
        } else if (result instanceof TrialResult.Crashed crashed) {
            LOG.warn("The best trial ({}) could not be tested: {}", best.number, crashed.reason());
        }
    }
}
