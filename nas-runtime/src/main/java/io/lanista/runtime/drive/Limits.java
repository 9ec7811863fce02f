package io.lanista.runtime.drive;

import io.lanista.api.trial.Objective;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.runs.Ledger;
import io.lanista.runtime.watch.BestTrial;
import io.lanista.runtime.watch.EndReason;
import io.lanista.runtime.watch.EndReason.Kind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Says when an experiment is over, from its books. */
final class Limits {
    private final Budget budget;
    private final List<Objective> objectives;
    private final int maxFailures;
    private final int maxRejects;
    private final String nothingMore;

    Limits(Experiment experiment) {
        // A supernet's training heeds the time by itself; what it exports is tried however long that takes.
        this.budget = experiment.trainer().isPresent() ? Budget.UNLIMITED : experiment.budget();
        this.nothingMore = experiment.trainer().isPresent()
                ? (experiment.baseline() > 0
                        ? "What was exported had its trial, and so had the random architectures."
                        : "What was exported had its trial.")
                : "The strategy has nothing more to try.";
        this.objectives = experiment.objectives();
        this.maxFailures = experiment.maxFailuresInARow();
        this.maxRejects = experiment.maxRejectsInARow();
    }

    /** How many trials there may be, if that is limited. */
    OptionalInt trials() {
        return budget.trials();
    }

    /** Whether the search ends when its time is over. */
    boolean heedTime() {
        return budget.time().isPresent();
    }

    /** How many more trials may be begun. */
    int trialsLeft(Ledger ledger) {
        return budget.trials().isEmpty()
                ? Integer.MAX_VALUE
                : Math.max(0, budget.trials().getAsInt() - ledger.begun());
    }

    /**
     * Why no more trials are begun, if that is so.
     *
     * @param timeIsOver whether the budget of time is used up
     */
    Optional<EndReason> reached(Ledger ledger, boolean timeIsOver) {
        if (ledger.failuresInARow() >= maxFailures) {
            return reason(
                    Kind.FAILURES,
                    ledger.failuresInARow() + " trials in a row failed. The first of them: " + ledger.firstFailure());
        }
        if (budget.target().isPresent() && isReached(budget.target().getAsDouble(), ledger.best())) {
            return reason(Kind.TARGET, "The target was reached.");
        }
        if (heedTime() && timeIsOver) {
            return reason(Kind.TIME, "The time is over.");
        }
        if (trialsLeft(ledger) == 0) {
            return reason(Kind.TRIALS, "All trials of the budget were run.");
        }
        if (ledger.isDone()) {
            return reason(Kind.DONE, nothingMore);
        }
        if (ledger.rejectsInARow() >= maxRejects) {
            return reason(
                    Kind.EXHAUSTED,
                    "The strategy made " + ledger.rejectsInARow()
                            + " proposals in a row that can't be run. The last one: " + ledger.lastReject());
        }
        return Optional.empty();
    }

    /** Whether a run has nothing left to do, however much time it has. */
    boolean isComplete(Ledger ledger) {
        Optional<EndReason> reason = reached(ledger, false);
        if (reason.isPresent() && !lettingTrialsEnd(reason.get())) {
            return true;
        }
        boolean proposedAll = reason.isPresent()
                || ledger.closing().filter(Kind.EXHAUSTED::equals).isPresent();
        return proposedAll && ledger.open().isEmpty() && ledger.cutShort().isEmpty();
    }

    /** Whether trials that run may end by themselves when a search is over for this reason. */
    static boolean lettingTrialsEnd(EndReason reason) {
        return reason.kind() == Kind.TRIALS || reason.kind() == Kind.DONE || reason.kind() == Kind.EXHAUSTED;
    }

    private boolean isReached(double target, Optional<BestTrial> best) {
        return best.filter(trial -> trial.score().compareTo(objectives.get(0).score(target)) >= 0)
                .isPresent();
    }

    private static Optional<EndReason> reason(Kind kind, String message) {
        return Optional.of(new EndReason(kind, message));
    }
}
