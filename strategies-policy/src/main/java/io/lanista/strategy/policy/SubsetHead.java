package io.lanista.strategy.policy;

import io.lanista.api.model.Domain;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Subsets: each candidate in turn is taken or left, with log odds {@code θ_i + log(n_1 / n_0)}, where n_1 and n_0 say how many
 * subsets are left to choose from after the one and after the other. So with θ = 0 every subset is as likely.
 */
final class SubsetHead implements Head {
    private final Domain.SomeOf domain;
    private final double[][] binomials;

    SubsetHead(Domain.SomeOf domain) {
        this.domain = domain;
        binomials = new double[domain.candidates()][];
        for (int n = 0; n < binomials.length; n++) {
            binomials[n] = new double[n + 1];
            for (int k = 0; k <= n; k++) {
                binomials[n][k] = k == 0 || k == n ? 1 : binomials[n - 1][k - 1] + binomials[n - 1][k];
            }
        }
    }

    @Override
    public int parameters() {
        return domain.candidates();
    }

    /** How many subsets there are of the last {@code left} candidates if so many are taken already. */
    private double completions(int left, int taken) {
        double sum = 0;
        for (int more = Math.max(0, domain.min() - taken); more <= Math.min(left, domain.max() - taken); more++) {
            sum += binomials[left][more];
        }
        return sum;
    }

    /** The log odds of taking a candidate; infinite if there is no other way. */
    private double odds(double parameter, int candidate, int taken) {
        int left = domain.candidates() - candidate - 1;
        return parameter + StrictMath.log(completions(left, taken + 1)) - StrictMath.log(completions(left, taken));
    }

    @Override
    public Object draw(double[] parameters, RandomGenerator random) {
        List<Object> subset = new ArrayList<>();
        for (int i = 0; i < parameters.length; i++) {
            if (random.nextDouble() < Logistic.sigmoid(odds(parameters[i], i, subset.size()))) {
                subset.add((long) i);
            }
        }
        return List.copyOf(subset);
    }

    @Override
    public double logProbability(double[] parameters, Object value) {
        double sum = 0;
        int taken = 0;
        for (int i = 0; i < parameters.length; i++) {
            double odds = odds(parameters[i], i, taken);
            boolean takes = ((List<?>) value).contains((long) i);
            sum += Logistic.logSigmoid(takes ? odds : -odds);
            taken += takes ? 1 : 0;
        }
        return sum;
    }

    @Override
    public void addGradient(double[] parameters, Object value, double weight, double[] gradient) {
        int taken = 0;
        for (int i = 0; i < parameters.length; i++) {
            double odds = odds(parameters[i], i, taken);
            boolean takes = ((List<?>) value).contains((long) i);
            gradient[i] += weight * ((takes ? 1 : 0) - Logistic.sigmoid(odds));
            taken += takes ? 1 : 0;
        }
    }

    @Override
    public int features() {
        return domain.candidates();
    }

    @Override
    public double[] describe(Object value) {
        double[] members = new double[domain.candidates()];
        ((List<?>) value).forEach(member -> members[((Long) member).intValue()] = 1);
        return members;
    }
}
