package io.lanista.runtime.experiment;

import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search.Verdict;
import io.lanista.api.trial.Score;

/**
 * A rule that ends bad trials early, beside what the strategy itself does; it works with any strategy. Its {@code toString} names
 * it with its settings: the journal keeps that, since a run can't go on with another rule.
 */
public interface Stopping {
    /** No such rule. */
    Stopping NONE = new Stopping() {
        @Override
        public Rule open() {
            return Rule.NEVER;
        }

        @Override
        public String toString() {
            return "none";
        }
    };

    /** The median rule with at least this many steps of a trial and at least this many finished trials. */
    static Stopping median(int minSteps, int minTrials) {
        return new MedianStopping(minSteps, minTrials);
    }

    /** The rule, as it is before the first trial. */
    Rule open();

    /** A rule at work. Deterministic: the host replays its calls to resume an experiment. Called by one thread. */
    interface Rule {
        /** Stops nothing. */
        Rule NEVER = (trial, step, score) -> Verdict.CONTINUE;

        /** Sees an intermediate score of a running trial. */
        Verdict onReport(int trial, int step, Score score);

        /** Learns how a trial ended. */
        default void onOutcome(int trial, Outcome outcome) {}
    }
}
