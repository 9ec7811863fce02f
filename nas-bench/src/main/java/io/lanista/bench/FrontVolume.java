package io.lanista.bench;

import io.lanista.api.trial.Objective;
import io.lanista.api.trial.Scores;
import io.lanista.base.front.Hypervolume;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The hypervolume of rows of a table, as a share of that of all rows. It is measured from the worst value of the table in each
 * objective.
 */
final class FrontVolume {
    private final List<double[]> gains;
    private final Hypervolume hypervolume;
    private final double whole;

    private FrontVolume(List<double[]> gains, Hypervolume hypervolume) {
        this.gains = gains;
        this.hypervolume = hypervolume;
        this.whole = hypervolume.of(gains);
    }

    static FrontVolume of(KnownResults results, List<Objective> objectives) {
        List<double[]> gains = new ArrayList<>();
        double[] worst = new double[objectives.size()];
        Arrays.fill(worst, Double.POSITIVE_INFINITY);
        for (int row = 0; row < results.objective().length; row++) {
            Scores scores = Scores.of(objectives, results.values(row, results.objective()[row]));
            gains.add(scores.gains());
            for (int i = 0; i < worst.length && scores.areFinite(); i++) {
                worst[i] = Math.min(worst[i], scores.gains()[i]);
            }
        }
        return new FrontVolume(gains, new Hypervolume(worst));
    }

    /** 0 for none, 1 for a front that is as good as that of the table. */
    double of(List<Integer> rows) {
        return hypervolume.of(rows.stream().map(gains::get).toList()) / whole;
    }
}
