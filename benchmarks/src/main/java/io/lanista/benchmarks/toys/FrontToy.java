package io.lanista.benchmarks.toys;

import io.lanista.api.space.Choices;
import io.lanista.api.trial.Objective;
import io.lanista.base.front.Hypervolume;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A toy with a second objective, the cost, which is to be minimised: a sum over the decisions, in which some candidates cost nothing
 * and others much. All architectures are known, and so is the front.
 *
 * @param toy the first objective
 * @param values both objectives as gains, by choices
 * @param worst the least gain in each
 * @param whole the hypervolume of all, from the worst
 */
record FrontToy(Toy toy, Map<Choices, double[]> values, double[] worst, double whole) {
    static final List<Objective> OBJECTIVES = List.of(Objective.maximize("value"), Objective.minimize("cost"));

    private static final double[] COSTS = {0, 0.05, 1, 3, 0.3};

    static FrontToy of(Toy toy, RandomGenerator random) {
        int decisions = toy.space().decisions().size();
        double[][] costs = new double[decisions][COSTS.length];
        for (double[] cost : costs) {
            double scale = 0.5 + random.nextDouble();
            for (int i = 0; i < cost.length; i++) {
                cost[i] = COSTS[i] * scale;
            }
        }
        Map<Choices, double[]> values = new HashMap<>();
        double[] worst = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        toy.space().enumerate().forEach(choices -> {
            int[] codes = Toy.codes(toy.space(), choices);
            double cost = 0;
            for (int i = 0; i < codes.length; i++) {
                cost += costs[i][codes[i]];
            }
            double[] gains = {toy.truth().applyAsDouble(choices), -cost};
            worst[0] = Math.min(worst[0], gains[0]);
            worst[1] = Math.min(worst[1], gains[1]);
            values.put(choices, gains);
        });
        return new FrontToy(toy, values, worst, new Hypervolume(worst).of(new ArrayList<>(values.values())));
    }

    /** How much of the whole hypervolume these are short of. */
    double regret(List<double[]> found) {
        return 1 - new Hypervolume(worst).of(found) / whole;
    }
}
