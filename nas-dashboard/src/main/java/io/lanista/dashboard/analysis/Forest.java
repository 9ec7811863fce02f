package io.lanista.dashboard.analysis;

import io.lanista.base.random.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A random forest for regression (Breiman 2001, "Random forests"): trees that are each grown from a draw of the trials with repeats,
 * and look at some of the factors for each division. Immutable.
 */
public final class Forest {
    /** How many trees there are. */
    public static final int TREES = 64;

    /** More trials than this don't make it better, only slower: each tree draws so many. */
    private static final int MOST_ROWS = 2_000;

    private final Sample sample;
    private final List<Tree> trees = new ArrayList<>();
    private final double explained;

    private Forest(Sample sample, long seed) {
        this.sample = sample;
        RandomGenerator random = Seeds.generator(seed);
        int rows = Math.min(sample.size(), MOST_ROWS);
        int tried = Math.max(1, (int) Math.ceil(sample.factors().size() * 5 / 6.0));
        double[] sums = new double[sample.size()];
        int[] counts = new int[sample.size()];
        for (int i = 0; i < TREES; i++) {
            int[] drawn = random.ints(rows, 0, sample.size()).toArray();
            Tree tree = new Tree(sample, drawn, tried, random);
            trees.add(tree);
            outOfBag(tree, drawn, sums, counts);
        }
        explained = explained(sums, counts);
    }

    /** Grows a forest; the same sample and seed give the same one. */
    public static Forest of(Sample sample, long seed) {
        if (sample.size() == 0 || sample.factors().isEmpty()) {
            throw new IllegalArgumentException("A forest needs at least one trial and one decision, and there are ("
                    + sample.size() + ") and (" + sample.factors().size() + ").");
        }
        return new Forest(sample, seed);
    }

    private void outOfBag(Tree tree, int[] drawn, double[] sums, int[] counts) {
        boolean[] inBag = new boolean[sample.size()];
        for (int row : drawn) {
            inBag[row] = true;
        }
        int step = Math.max(1, sample.size() / MOST_ROWS);
        for (int row = 0; row < sample.size(); row += step) {
            if (!inBag[row]) {
                sums[row] += tree.predict(sample.levels()[row]);
                counts[row]++;
            }
        }
    }

    private double explained(double[] sums, int[] counts) {
        double mean = Arrays.stream(sample.values()).average().orElse(0);
        double missed = 0;
        double spread = 0;
        for (int row = 0; row < sums.length; row++) {
            if (counts[row] > 0) {
                double value = sample.values()[row];
                missed += Math.pow(value - sums[row] / counts[row], 2);
                spread += Math.pow(value - mean, 2);
            }
        }
        return spread == 0 ? 0 : 1 - missed / spread;
    }

    /**
     * The share of the variance of values that the forest tells for trials that the trees were not grown from (R², out of bag): 1 for
     * all of it, 0 or less if it is no better than the mean.
     */
    public double explained() {
        return explained;
    }

    List<Tree> trees() {
        return trees;
    }

    List<Factor> factors() {
        return sample.factors();
    }
}
