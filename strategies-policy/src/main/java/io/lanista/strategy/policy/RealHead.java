package io.lanista.strategy.policy;

import io.lanista.api.model.Domain;
import java.util.random.RandomGenerator;

/**
 * Real numbers, by their place on the range's own scale: see {@link Logistic}. The density is that of the place before it is
 * squashed, {@code log p = -t - ρ - 2 log(1 + exp(-t))} with {@code t = (z - μ) / s}; squashing adds the same to it whatever the
 * parameters are.
 */
final class RealHead implements Head {
    private final Domain.RealRange range;

    RealHead(Domain.RealRange range) {
        this.range = range;
    }

    @Override
    public int parameters() {
        return 2;
    }

    @Override
    public Object draw(double[] parameters, RandomGenerator random) {
        return range.at(Logistic.draw(parameters, random));
    }

    private double standardised(double[] parameters, Object value) {
        return (Logistic.logit(range.fraction((Double) value)) - parameters[0]) / Logistic.scale(parameters);
    }

    @Override
    public double logProbability(double[] parameters, Object value) {
        double t = standardised(parameters, value);
        return Logistic.logSigmoid(t) + Logistic.logSigmoid(-t) - StrictMath.log(Logistic.scale(parameters));
    }

    @Override
    public void addGradient(double[] parameters, Object value, double weight, double[] gradient) {
        double t = standardised(parameters, value);
        double slope = 2 * Logistic.sigmoid(t) - 1;
        gradient[0] += weight * slope / Logistic.scale(parameters);
        if (Logistic.isFree(parameters)) {
            gradient[1] += weight * (t * slope - 1);
        }
    }

    @Override
    public int features() {
        return 1;
    }

    @Override
    public double[] describe(Object value) {
        return new double[] {2 * range.fraction((Double) value) - 1};
    }
}
