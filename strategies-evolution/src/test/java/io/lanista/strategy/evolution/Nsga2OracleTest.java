package io.lanista.strategy.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Label;
import io.lanista.api.model.Model;
import io.lanista.api.model.ModelBuilder;
import io.lanista.api.model.Value;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Objective;
import io.lanista.base.front.Hypervolume;
import io.lanista.testkit.SearchHarness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.moeaframework.algorithm.NSGAII;
import org.moeaframework.core.PRNG;
import org.moeaframework.core.Solution;
import org.moeaframework.core.variable.EncodingUtils;
import org.moeaframework.problem.AbstractProblem;

/** Finds as much as the MOEA Framework's own NSGA-II, on problems of ZDT and DTLZ with a few values for each variable. */
class Nsga2OracleTest {
    private static final int VARIABLES = 12;
    private static final int VALUES = 6;
    private static final int EVALUATIONS = 600;
    private static final int SEEDS = 8;
    private static final int POPULATION = 50;
    private static final double[] WORST = {-2, -8};

    /** Zitzler, Deb and Thiele 2000, problems 1 to 3; Deb et al. 2002, problem 2 with two objectives. Less is better. */
    private static double[] problem(String name, double[] x) {
        double sum = 0;
        for (int i = 1; i < x.length; i++) {
            sum += x[i];
        }
        double g = 1 + 5 * sum / (x.length - 1);
        double f = x[0];
        return switch (name) {
            case "zdt1" -> new double[] {f, g * (1 - Math.sqrt(f / g))};
            case "zdt2" -> new double[] {f, g * (1 - f / g * (f / g))};
            case "zdt3" -> new double[] {f, g * (1 - Math.sqrt(f / g) - f / g * Math.sin(10 * Math.PI * f))};
            default -> {
                double radius = 1;
                for (int i = 1; i < x.length; i++) {
                    radius += (x[i] - 0.4) * (x[i] - 0.4);
                }
                yield new double[] {radius * Math.cos(f * Math.PI / 2), radius * Math.sin(f * Math.PI / 2)};
            }
        };
    }

    private static double volume(List<double[]> losses) {
        List<double[]> gains = new ArrayList<>();
        losses.forEach(loss -> gains.add(new double[] {-loss[0], -loss[1]}));
        return new Hypervolume(WORST).of(gains);
    }

    private static double ours(String name, long seed) {
        ModelBuilder model = Model.named("zdt").input("x", 1);
        for (int i = 0; i < VARIABLES; i++) {
            model.setting("x" + i, Value.integer("x" + i, 0, VALUES - 1));
        }
        SearchSpace space = SearchSpace.of(model.build());
        Function<Choices, double[]> losses = choices -> {
            double[] x = new double[VARIABLES];
            for (int i = 0; i < x.length; i++) {
                x[i] = (Long) choices.get(Label.of("x" + i)).orElseThrow() / (VALUES - 1.0);
            }
            return problem(name, x);
        };
        List<double[]> found = SearchHarness.of(new Nsga2Strategy(), space)
                .options(Map.of("population", (long) POPULATION))
                .seed(seed)
                .trials(EVALUATIONS)
                .objectives(
                        List.of(Objective.minimize("f1"), Objective.minimize("f2")),
                        List.of(choices -> losses.apply(choices)[0], choices -> losses.apply(choices)[1]))
                .run()
                .proposed()
                .stream()
                .map(losses)
                .toList();
        return volume(found);
    }

    private static double oracles(String name, long seed) {
        PRNG.setSeed(seed);
        List<double[]> found = new ArrayList<>();
        NSGAII algorithm = new NSGAII(new AbstractProblem(VARIABLES, 2) {
            @Override
            public void evaluate(Solution solution) {
                double[] x = new double[VARIABLES];
                for (int i = 0; i < x.length; i++) {
                    x[i] = EncodingUtils.getInt(solution.getVariable(i)) / (VALUES - 1.0);
                }
                double[] losses = problem(name, x);
                found.add(losses);
                solution.setObjectives(losses.clone());
            }

            @Override
            public Solution newSolution() {
                Solution solution = new Solution(VARIABLES, 2);
                for (int i = 0; i < VARIABLES; i++) {
                    solution.setVariable(i, EncodingUtils.newInt(0, VALUES - 1));
                }
                return solution;
            }
        });
        algorithm.setInitialPopulationSize(POPULATION);
        while (found.size() < EVALUATIONS) {
            algorithm.step();
        }
        return volume(found.subList(0, EVALUATIONS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zdt1", "zdt2", "zdt3", "dtlz2"})
    void findsAsMuchAsTheOraclesOwn(String problem) {
        double ours = 0;
        double oracles = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            ours += volumeShare(ours(problem, seed), problem);
            oracles += volumeShare(oracles(problem, seed), problem);
        }
        assertThat(ours / SEEDS)
                .as("the share of the reachable hypervolume on " + problem)
                .isGreaterThan(oracles / SEEDS - 0.02);
    }

    /** Of that of the front itself: all variables but the first at their best. */
    private static double volumeShare(double volume, String problem) {
        List<double[]> front = new ArrayList<>();
        for (int first = 0; first < VALUES; first++) {
            double[] x = new double[VARIABLES];
            if (problem.equals("dtlz2")) {
                Arrays.fill(x, 0.4);
            }
            x[0] = first / (VALUES - 1.0);
            front.add(problem(problem, x));
        }
        return volume / volume(front);
    }
}
