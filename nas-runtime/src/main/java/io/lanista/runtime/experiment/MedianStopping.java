package io.lanista.runtime.experiment;

import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search.Verdict;
import io.lanista.api.trial.Score;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The median rule of Google Vizier (Golovin et al. 2017, section 3.2.1): a trial is stopped at step s if its best score so far is
 * worse than the median, over all trials that were completed, of the running average of their scores up to step s.
 *
 * @param minSteps no trial is stopped before this step
 * @param minTrials no trial is stopped before so many were completed
 */
record MedianStopping(int minSteps, int minTrials) implements Stopping {
    /** Checks the numbers. */
    MedianStopping {
        if (minSteps < 1 || minTrials < 1) {
            throw new IllegalArgumentException("The median rule needs at least 1 step and 1 trial, and has (" + minSteps
                    + ") and (" + minTrials + ").");
        }
    }

    @Override
    public Rule open() {
        return new MedianRule();
    }

    @Override
    public String toString() {
        return "median (from step " + minSteps + ", after " + minTrials + " trials)";
    }

    /** A trial's scores as gains (more is better), so that one comparison serves both directions. */
    private static final class Curve {
        private final List<Integer> steps = new ArrayList<>();
        private final List<Double> averages = new ArrayList<>();
        private double sum;
        private double best = Double.NEGATIVE_INFINITY;

        void add(int step, double gain) {
            sum += gain;
            best = Math.max(best, gain);
            steps.add(step);
            averages.add(sum / steps.size());
        }

        /** The average of all scores up to this step. */
        double averageAt(int step) {
            int last = steps.size() - 1;
            while (last > 0 && steps.get(last) > step) {
                last--;
            }
            return averages.get(last);
        }
    }

    private final class MedianRule implements Rule {
        private final Map<Integer, Curve> running = new HashMap<>();
        private final List<Curve> completed = new ArrayList<>();

        @Override
        public Verdict onReport(int trial, int step, Score score) {
            Curve curve = running.computeIfAbsent(trial, t -> new Curve());
            curve.add(step, score.gain());
            if (step < minSteps || completed.size() < minTrials) {
                return Verdict.CONTINUE;
            }
            return curve.best < medianAt(step) ? Verdict.STOP : Verdict.CONTINUE;
        }

        private double medianAt(int step) {
            double[] averages = completed.stream()
                    .mapToDouble(curve -> curve.averageAt(step))
                    .sorted()
                    .toArray();
            int middle = averages.length / 2;
            return averages.length % 2 == 1 ? averages[middle] : (averages[middle - 1] + averages[middle]) / 2;
        }

        @Override
        public void onOutcome(int trial, Outcome outcome) {
            Curve curve = running.remove(trial);
            if (curve != null && outcome instanceof Outcome.Scored) {
                completed.add(curve);
            }
        }
    }
}
