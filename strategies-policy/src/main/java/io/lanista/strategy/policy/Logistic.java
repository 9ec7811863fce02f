package io.lanista.strategy.policy;

import java.util.random.RandomGenerator;

/**
 * A place from 0 to 1, drawn from a logistic distribution with mean μ and scale {@code s = exp(ρ)} and squashed by
 * {@code σ(z) = 1 / (1 + exp(-z))}. With μ = 0 and ρ = 0 every place is as likely, since σ is the cumulative distribution of the
 * standard logistic one. The parameters are μ and ρ, in this order.
 */
final class Logistic {
    /** Scales from 0.02 to 7: from nearly certain to nearly both ends only. */
    private static final double LOWEST = -4;

    private static final double HIGHEST = 2;

    /** Places this near to an end count as this far from it. */
    private static final double END = 1e-12;

    private Logistic() {}

    static double scale(double[] parameters) {
        return StrictMath.exp(Math.max(LOWEST, Math.min(HIGHEST, parameters[1])));
    }

    /** Whether ρ is within its bounds, so that it has a gradient. */
    static boolean isFree(double[] parameters) {
        return parameters[1] > LOWEST && parameters[1] < HIGHEST;
    }

    static double draw(double[] parameters, RandomGenerator random) {
        return sigmoid(parameters[0] + scale(parameters) * logit(random.nextDouble()));
    }

    static double sigmoid(double z) {
        return z >= 0 ? 1 / (1 + StrictMath.exp(-z)) : 1 - 1 / (1 + StrictMath.exp(z));
    }

    /** {@code log σ(z)}. */
    static double logSigmoid(double z) {
        return z >= 0 ? -StrictMath.log1p(StrictMath.exp(-z)) : z - StrictMath.log1p(StrictMath.exp(z));
    }

    static double logit(double place) {
        double inside = Math.max(END, Math.min(1 - END, place));
        return StrictMath.log(inside / (1 - inside));
    }
}
