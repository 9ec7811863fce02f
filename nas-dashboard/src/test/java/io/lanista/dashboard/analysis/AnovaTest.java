package io.lanista.dashboard.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class AnovaTest {
    private static final List<Factor> FACTORS =
            List.of(even("a", 4, true), even("b", 3, false), even("c", 5, true), even("d", 2, false));

    private static Factor even(String name, int levels, boolean ordered) {
        double[] weights = new double[levels];
        Arrays.fill(weights, 1.0 / levels);
        return new Factor(name, ordered, weights);
    }

    private static Sample sample(int size, ToDoubleFunction<int[]> function) {
        SplittableRandom random = new SplittableRandom(7);
        int[][] levels = new int[size][FACTORS.size()];
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < FACTORS.size(); j++) {
                levels[i][j] = random.nextInt(FACTORS.get(j).levels());
            }
            values[i] = function.applyAsDouble(levels[i]);
        }
        return new Sample(FACTORS, levels, values);
    }

    /** The variance of a function of two factors' levels, all equally likely. */
    private static double variance(int first, int second, ToDoubleFunction<int[]> function) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < first; i++) {
            for (int j = 0; j < second; j++) {
                double value = function.applyAsDouble(new int[] {i, j});
                sum += value / (first * second);
                squares += value * value / (first * second);
            }
        }
        return squares - sum * sum;
    }

    @Test
    void sharesOfAnAdditiveFunctionAreThoseOfItsTerms() {
        Anova anova = Anova.of(Forest.of(sample(3000, levels -> 2 * levels[0] + (levels[1] == 1 ? 3 : 0)), 1));

        double ofFirst = variance(4, 1, levels -> 2 * levels[0]);
        double ofSecond = variance(3, 1, levels -> levels[0] == 1 ? 3 : 0);
        double all = ofFirst + ofSecond;
        assertThat(anova.share(0).mean()).isCloseTo(ofFirst / all, within(0.03));
        assertThat(anova.share(1).mean()).isCloseTo(ofSecond / all, within(0.03));
        assertThat(anova.share(2).mean()).isLessThan(0.01);
        assertThat(anova.share(0, 1).mean()).isLessThan(0.02);
        assertThat(anova.share(0).deviation()).isBetween(0.0, 0.1);
    }

    @Test
    void whatTwoDecisionsDoTogetherIsTold() {
        Anova anova = Anova.of(Forest.of(sample(3000, levels -> (levels[1] == 0) == (levels[3] == 0) ? 1 : 0), 1));

        double alone = variance(3, 1, levels -> levels[0] == 0 ? 0.5 : 0.5);
        assertThat(alone).isZero();
        assertThat(anova.share(1, 3).mean()).isGreaterThan(0.8);
        assertThat(anova.share(0, 2).mean()).isLessThan(0.05);
    }

    @Test
    void marginalsArePredictionsAveragedOverAllOtherDecisions() {
        ToDoubleFunction<int[]> function = levels -> levels[0] * levels[0] + (levels[3] == 1 ? 10 : 0);
        Anova anova = Anova.of(Forest.of(sample(4000, function), 1));

        for (int level = 0; level < 4; level++) {
            assertThat(anova.marginal(0)[level].mean()).isCloseTo(level * level + 5, within(0.5));
        }
        assertThat(anova.marginal(0, 3)[2][1]).isCloseTo(14, within(0.7));
        assertThat(anova.marginal(0, 3)[2][0]).isCloseTo(4, within(0.7));
    }

    @Test
    void sharesFromTheBoxesEqualThoseFromAllCombinations() {
        Sample sample = sample(200, levels -> levels[0] * levels[2] + (levels[1] == 2 ? levels[3] : 0));
        for (Tree tree : Forest.of(sample, 3).trees().subList(0, 5)) {
            BoxedTree boxes = new BoxedTree(FACTORS, tree.leaves());
            for (int factor = 0; factor < FACTORS.size(); factor++) {
                assertThat(boxes.share(factor)).isCloseTo(shareByCounting(tree, factor), within(1e-9));
            }
        }
    }

    private static double shareByCounting(Tree tree, int factor) {
        List<Double> all = new ArrayList<>();
        double[] sums = new double[FACTORS.get(factor).levels()];
        int[] counts = new int[sums.length];
        for (int a = 0; a < 4; a++) {
            for (int b = 0; b < 3; b++) {
                for (int c = 0; c < 5; c++) {
                    for (int d = 0; d < 2; d++) {
                        int[] levels = {a, b, c, d};
                        double value = tree.predict(levels);
                        all.add(value);
                        sums[levels[factor]] += value;
                        counts[levels[factor]]++;
                    }
                }
            }
        }
        double mean = all.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double whole = all.stream()
                        .mapToDouble(value -> (value - mean) * (value - mean))
                        .sum()
                / all.size();
        double part = 0;
        for (int level = 0; level < sums.length; level++) {
            part += Math.pow(sums[level] / counts[level] - mean, 2) / sums.length;
        }
        return part / whole;
    }

    @Test
    void aForestOfNoiseExplainsNothing() {
        SplittableRandom noise = new SplittableRandom(3);
        Forest forest = Forest.of(sample(400, levels -> noise.nextDouble()), 1);

        assertThat(forest.explained()).isLessThan(0.05);
    }

    @Test
    void aForestOfAFunctionWithoutNoiseExplainsNearlyAllOfIt() {
        Forest forest = Forest.of(sample(2000, levels -> levels[0] + 2 * levels[1] - levels[2]), 1);

        assertThat(forest.explained()).isGreaterThan(0.9);
    }

    @Test
    void theSameSampleGivesTheSameShares() {
        Sample sample = sample(300, levels -> levels[0] + levels[1] * levels[2]);

        assertThat(Anova.of(Forest.of(sample, 5)).share(1))
                .isEqualTo(Anova.of(Forest.of(sample, 5)).share(1));
    }

    @Test
    void aConstantHasNoShares() {
        Anova anova = Anova.of(Forest.of(sample(50, levels -> 4), 1));

        assertThat(anova.share(0).mean()).isZero();
        assertThat(anova.share(0, 1).mean()).isZero();
    }
}
