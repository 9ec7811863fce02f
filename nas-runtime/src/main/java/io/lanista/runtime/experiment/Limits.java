package io.lanista.runtime.experiment;

import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Objective;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says when an experiment is over, from its books. */
final class Limits {
    private final Budget budget;
    private final Objective objective;
    private final int maxFailures;
    private final int maxRejects;
    private final String nothingMore;

    Limits(Experiment experiment) {
        // A supernet's training heeds the time by itself; what it exports is tried however long that takes.
        this.budget = experiment.trainer().isPresent() ? Budget.UNLIMITED : experiment.budget();
        this.nothingMore = experiment.trainer().isPresent()
                ? "What was exported had its trial."
                : "The strategy has nothing more to try.";
        this.objective = experiment.objective();
        this.maxFailures = experiment.maxFailuresInARow();
        this.maxRejects = experiment.maxRejectsInARow();
    }

    Budget budget() {
        return budget;
    }

    /** How many more trials may be begun. */
    int trialsLeft(Ledger ledger) {
        return budget.trials().isEmpty()
                ? Integer.MAX_VALUE
                : Math.max(0, budget.trials().getAsInt() - ledger.charged());
    }

    /** Why no more trials are begun, if that is so. */
    Optional<Ending> reached(Ledger ledger, Duration elapsed) {
        if (ledger.failuresInARow() >= maxFailures) {
            return ending(
                    Ending.Kind.FAILURES,
                    ledger.failuresInARow() + " trials in a row failed. The first of them: " + ledger.firstFailure());
        }
        if (targetReached(ledger.bestTrial())) {
            return ending(Ending.Kind.TARGET, "The target was reached.");
        }
        if (budget.time().isPresent() && elapsed.compareTo(budget.time().get()) >= 0) {
            return ending(Ending.Kind.TIME, "The time is over.");
        }
        if (trialsLeft(ledger) == 0) {
            return ending(Ending.Kind.TRIALS, "All trials of the budget were run.");
        }
        if (ledger.isDone()) {
            return ending(Ending.Kind.DONE, nothingMore);
        }
        if (ledger.rejectsInARow() >= maxRejects) {
            return ending(
                    Ending.Kind.EXHAUSTED,
                    "The strategy made " + ledger.rejectsInARow()
                            + " proposals in a row that can't be run. The last one: " + ledger.lastReject());
        }
        return Optional.empty();
    }

    private boolean targetReached(@Nullable Trial best) {
        return budget.target().isPresent()
                && best != null
                && best.outcome instanceof Outcome.Scored scored
                && scored.score().compareTo(objective.score(budget.target().getAsDouble())) >= 0;
    }

    private static Optional<Ending> ending(Ending.Kind kind, String message) {
        return Optional.of(new Ending(kind, message));
    }
}
