package io.lanista.dashboard.analysis;

import java.util.List;

/**
 * Finished trials as numbers: what was decided, and what came out.
 *
 * @param factors the decisions
 * @param levels of each trial, the level of each factor; not copied, and not to be changed
 * @param values of each trial, what came out; finite
 */
public record Sample(List<Factor> factors, int[][] levels, double[] values) {
    /** Copies the factors and checks the sizes. */
    public Sample {
        factors = List.copyOf(factors);
        if (levels.length != values.length) {
            throw new IllegalArgumentException("There are (" + levels.length + ") trials and (" + values.length
                    + ") values, and each trial has one.");
        }
    }

    int size() {
        return values.length;
    }
}
