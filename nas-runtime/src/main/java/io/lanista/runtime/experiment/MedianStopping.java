package io.lanista.runtime.experiment;

import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search.Verdict;
import io.lanista.api.trial.Direction;
import io.lanista.api.trial.Report;
import io.lanista.api.trial.Score;
import io.lanista.api.trial.Scores;
import io.lanista.base.front.Ranking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The median rule of Google Vizier (Golovin et al. 2017, section 3.2.1): a trial is stopped at step s if its best score so far is
 * worse than the median, over all trials that were completed, of the running average of their scores up to step s. Where there are
 * several objectives, a trial is stopped if it is beyond the median when it and those averages are sorted into non-dominated layers:
 * if more than half of the completed trials are in better layers than the trial is with the best that it has shown in each objective.
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

    private final class MedianRule implements Rule {
        private final Map<Integer, ReportedGains> running = new HashMap<>();
        private final List<ReportedGains> completed = new ArrayList<>();

        @Override
        public Verdict onReport(int trial, Report report) {
            int step = report.step();
            ReportedGains curve = running.computeIfAbsent(trial, t -> new ReportedGains());
            curve.add(report);
            if (step < minSteps || completed.size() < minTrials) {
                return Verdict.CONTINUE;
            }
            boolean worse =
                    report.scores().all().size() == 1 ? curve.best()[0] < medianAt(step) : isBehind(curve.best(), step);
            return worse ? Verdict.STOP : Verdict.CONTINUE;
        }

        private double medianAt(int step) {
            double[] averages = completed.stream()
                    .mapToDouble(curve -> curve.averageAt(step)[0])
                    .sorted()
                    .toArray();
            int middle = averages.length / 2;
            return averages.length % 2 == 1 ? averages[middle] : (averages[middle - 1] + averages[middle]) / 2;
        }

        private boolean isBehind(double[] best, int step) {
            List<Scores> all = new ArrayList<>();
            completed.forEach(curve -> all.add(scores(curve.averageAt(step))));
            all.add(scores(best));
            Ranking ranking = Ranking.of(all, Scores::gains, Scores::violation);
            int own = ranking.rank(completed.size());
            long before = IntStream.range(0, completed.size())
                    .filter(other -> ranking.rank(other) < own)
                    .count();
            return 2 * before > completed.size();
        }

        private static Scores scores(double[] gains) {
            return new Scores(
                    Arrays.stream(gains)
                            .mapToObj(gain -> new Score(gain, Direction.MAXIMIZE))
                            .toList(),
                    Arrays.stream(gains).allMatch(Double::isFinite) ? 0 : Double.POSITIVE_INFINITY);
        }

        @Override
        public void onOutcome(int trial, Outcome outcome) {
            ReportedGains curve = running.remove(trial);
            if (curve != null && outcome instanceof Outcome.Scored) {
                completed.add(curve);
            }
        }
    }
}
