package io.lanista.strategy.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Categories: the parameters are logits, {@code P(i) = exp(θ_i) / Σ_j exp(θ_j)}. */
final class CategoryHead implements Head {
    private final List<Object> values;
    private final Map<Object, Integer> indexes = new HashMap<>();

    CategoryHead(List<Object> values) {
        this.values = values;
        values.forEach(value -> indexes.put(value, indexes.size()));
    }

    @Override
    public int parameters() {
        return values.size();
    }

    @Override
    public Object draw(double[] parameters, RandomGenerator random) {
        double rest = random.nextDouble();
        double normaliser = logSum(parameters);
        for (int i = 0; i < parameters.length - 1; i++) {
            rest -= StrictMath.exp(parameters[i] - normaliser);
            if (rest < 0) {
                return values.get(i);
            }
        }
        return values.get(parameters.length - 1);
    }

    @Override
    public double logProbability(double[] parameters, Object value) {
        return parameters[index(value)] - logSum(parameters);
    }

    @Override
    public void addGradient(double[] parameters, Object value, double weight, double[] gradient) {
        double normaliser = logSum(parameters);
        for (int i = 0; i < parameters.length; i++) {
            gradient[i] -= weight * StrictMath.exp(parameters[i] - normaliser);
        }
        gradient[index(value)] += weight;
    }

    private static double logSum(double[] logits) {
        double most = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            most = Math.max(most, logit);
        }
        double sum = 0;
        for (double logit : logits) {
            sum += StrictMath.exp(logit - most);
        }
        return most + StrictMath.log(sum);
    }

    private int index(Object value) {
        Integer index = indexes.get(value);
        if (index == null) {
            throw new IllegalArgumentException("The value (" + value + ") is none of " + values + ".");
        }
        return index;
    }

    @Override
    public int features() {
        return values.size();
    }

    @Override
    public double[] describe(Object value) {
        double[] oneHot = new double[values.size()];
        oneHot[index(value)] = 1;
        return oneHot;
    }
}
