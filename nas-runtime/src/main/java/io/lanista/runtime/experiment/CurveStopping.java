package io.lanista.runtime.experiment;

import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search.Verdict;
import io.lanista.api.trial.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The predictive termination of Domhan, Springenberg and Hutter (IJCAI 2015, section 4): a trial is stopped if it is improbable that
 * its score will be above the best of the completed trials once it has made as many steps as the longest of them, see
 * {@link CurveExtrapolation}. Never stops a trial that has been above the best, or whose scores aren't finite.
 *
 * @param minSteps no trial is stopped before it reported so many times
 * @param minTrials no trial is stopped before so many were completed
 * @param probability a trial goes on that is above the best with this probability
 */
record CurveStopping(int minSteps, int minTrials, double probability) implements Stopping {
    /** With fewer points than this, three numbers can't be fitted with an error to judge by. */
    static final int LEAST_POINTS = 4;

    /** Checks the numbers. */
    CurveStopping {
        if (minSteps < LEAST_POINTS || minTrials < 1 || !(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("The curve rule needs at least " + LEAST_POINTS
                    + " steps, 1 trial and a probability between 0 and 1, and has (" + minSteps + "), (" + minTrials
                    + ") and (" + probability + ").");
        }
    }

    @Override
    public Rule open() {
        return new CurveRule();
    }

    @Override
    public String toString() {
        return "curve (from step " + minSteps + ", after " + minTrials + " trials, below " + probability + ")";
    }

    private static final class Curve {
        private final List<Integer> steps = new ArrayList<>();
        private final List<Double> gains = new ArrayList<>();
        private double best = Double.NEGATIVE_INFINITY;

        void add(int step, double gain) {
            steps.add(step);
            gains.add(gain);
            best = Math.max(best, gain);
        }

        int length() {
            return steps.get(steps.size() - 1);
        }

        boolean isFinite() {
            return gains.stream().allMatch(Double::isFinite);
        }
    }

    private final class CurveRule implements Rule {
        private final Map<Integer, Curve> running = new HashMap<>();
        private int completed;
        private int longest;
        private double best = Double.NEGATIVE_INFINITY;

        @Override
        public Verdict onReport(int trial, Report report) {
            Curve curve = running.computeIfAbsent(trial, t -> new Curve());
            curve.add(report.step(), report.score().gain());
            boolean judged = completed >= minTrials
                    && curve.steps.size() >= minSteps
                    && curve.length() < longest
                    && curve.best <= best
                    && curve.isFinite();
            return judged && chance(curve) < probability ? Verdict.STOP : Verdict.CONTINUE;
        }

        private double chance(Curve curve) {
            return CurveExtrapolation.probabilityAbove(
                    best,
                    curve.steps.stream().mapToInt(Integer::intValue).toArray(),
                    curve.gains.stream().mapToDouble(Double::doubleValue).toArray(),
                    longest);
        }

        @Override
        public void onOutcome(int trial, Outcome outcome) {
            Curve curve = running.remove(trial);
            if (curve != null
                    && outcome instanceof Outcome.Scored scored
                    && Double.isFinite(scored.score().value())) {
                completed++;
                longest = Math.max(longest, curve.length());
                best = Math.max(best, scored.score().gain());
            }
        }
    }
}
