package io.lanista.runtime.experiment;

import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search.Verdict;
import io.lanista.api.trial.Report;

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

    /**
     * The curve rule: extrapolates what a trial reports, and stops it if it is less probable than this that it will be better than
     * the best of at least so many finished trials. Judges no trial before this many reports, at least 4.
     */
    static Stopping curve(int minSteps, int minTrials, double probability) {
        return new CurveStopping(minSteps, minTrials, probability);
    }

    /** The rule, as it is before the first trial. */
    Rule open();

    /** A rule at work. Deterministic: the host replays its calls to resume an experiment. Called by one thread. */
    interface Rule {
        /** Stops nothing. */
        Rule NEVER = (trial, report) -> Verdict.CONTINUE;

        /** Sees what a running trial reports. */
        Verdict onReport(int trial, Report report);

        /** Learns how a trial ended. */
        default void onOutcome(int trial, Outcome outcome) {}
    }
}
