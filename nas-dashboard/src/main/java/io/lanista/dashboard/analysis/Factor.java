package io.lanista.dashboard.analysis;

import java.util.Arrays;

/**
 * A decision with a small number of levels, as analyses see it.
 *
 * @param name its label
 * @param isOrdered whether neighbouring levels are alike
 * @param weights how much each level counts, at least one, together 1: what "on average over this decision" means
 */
public record Factor(String name, boolean isOrdered, double[] weights) {
    /** How many levels there may be: a set of them is kept in one number. */
    public static final int MOST_LEVELS = 63;

    /** Copies and checks. */
    public Factor {
        weights = weights.clone();
        if (weights.length < 1 || weights.length > MOST_LEVELS) {
            throw new IllegalArgumentException("The factor (" + name + ") has (" + weights.length
                    + ") levels, and from 1 to " + MOST_LEVELS + " are possible.");
        }
        if (Math.abs(Arrays.stream(weights).sum() - 1) > 1e-9) {
            throw new IllegalArgumentException("The weights of the factor (" + name + ") must sum to 1.");
        }
    }

    @Override
    public double[] weights() {
        return weights.clone();
    }

    int levels() {
        return weights.length;
    }

    double weight(int level) {
        return weights[level];
    }

    /** All levels, as a set. */
    long all() {
        return weights.length == Long.SIZE ? -1 : (1L << weights.length) - 1;
    }

    /** How much a set of levels weighs. */
    double weight(long set) {
        double sum = 0;
        for (int level = 0; level < weights.length; level++) {
            if ((set >>> level & 1) != 0) {
                sum += weights[level];
            }
        }
        return sum;
    }
}
