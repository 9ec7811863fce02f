package io.lanista.strategy.bayes;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** What a forest learns from: rows of features, and a target for each, more being better. */
final class TrainingSet {
    private final List<Row> rows;
    private final double[] targets;
    private final boolean[] ordered;

    TrainingSet(List<Row> rows, double[] targets, boolean[] ordered) {
        this.rows = rows;
        this.targets = targets;
        this.ordered = ordered;
    }

    int size() {
        return targets.length;
    }

    double value(int row, int feature) {
        return rows.get(row).value(feature);
    }

    double target(int row) {
        return targets[row];
    }

    /** The best target. */
    double best() {
        return Arrays.stream(targets).max().orElse(Double.NEGATIVE_INFINITY);
    }

    /** Whether the feature is a number, rather than a category. */
    boolean isOrdered(int feature) {
        return ordered[feature];
    }

    int[] shuffledFeatures(RandomGenerator random) {
        int[] order = new int[ordered.length];
        for (int i = 0; i < order.length; i++) {
            int place = random.nextInt(i + 1);
            order[i] = order[place];
            order[place] = i;
        }
        return order;
    }
}
