package io.lanista.runtime.experiment;

import io.lanista.api.trial.Report;
import java.util.ArrayList;
import java.util.List;

/** A trial's scores in each objective, as gains (more is better), so that one comparison serves both directions. */
final class ReportedGains {
    private final List<Integer> steps = new ArrayList<>();
    private final List<double[]> averages = new ArrayList<>();
    private double[] sums = {};
    private double[] best = {};

    void add(Report report) {
        double[] gains = report.scores().gains();
        if (steps.isEmpty()) {
            sums = new double[gains.length];
            best = gains.clone();
        }
        steps.add(report.step());
        double[] average = new double[gains.length];
        for (int i = 0; i < gains.length; i++) {
            sums[i] += gains[i];
            best[i] = Math.max(best[i], gains[i]);
            average[i] = sums[i] / steps.size();
        }
        averages.add(average);
    }

    /** The best gain so far in each objective. */
    double[] best() {
        return best;
    }

    /** The averages of all gains up to this step. */
    double[] averageAt(int step) {
        int last = steps.size() - 1;
        while (last > 0 && steps.get(last) > step) {
            last--;
        }
        return averages.get(last);
    }
}
