package io.lanista.djl.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NormalScaleTest {
    @Test
    void ranksBecomeQuantilesOfTheNormalDistribution() {
        NormalScale scale = NormalScale.learn(new double[] {5, 1, 9}, 3);

        assertThat(scale.knots()).containsExactly(1.0, 5.0, 9.0);
        assertThat(scale.scores().get(0)).isCloseTo(-0.967421566, within(1e-8)); // The quantile of 1/6.
        assertThat(scale.curve().at(5)).isCloseTo(0, within(1e-12));
        assertThat(scale.curve().at(7)).isCloseTo(0.967421566 / 2, within(1e-8));
        assertThat(scale.curve().at(100)).isCloseTo(0.967421566, within(1e-8));
        assertThat(scale.curve().at(-100)).isCloseTo(-0.967421566, within(1e-8));
    }

    @Test
    void equalNumbersShareTheMeanOfTheirRanks() {
        double[] mostlyZero = new double[1000];
        for (int i = 900; i < 1000; i++) {
            mostlyZero[i] = i;
        }

        NormalScale.Curve curve = NormalScale.learn(mostlyZero, 1000).curve();

        assertThat(curve.at(0)).isCloseTo(-0.125661, within(1e-5)); // The quantile of 0.45.
        assertThat(curve.at(900)).isGreaterThan(1.28);
    }

    @Test
    void manyNumbersKeepFewKnotsAndComeOutNormal() {
        Random random = new Random(1);
        double[] skewed =
                random.doubles(20_000).map(value -> Math.exp(6 * value)).toArray();

        NormalScale scale = NormalScale.learn(skewed, skewed.length);

        assertThat(scale.knots()).hasSizeLessThanOrEqualTo(255).isSorted();
        double[] scores = Arrays.stream(skewed).map(scale.curve()::at).toArray();
        double mean = Arrays.stream(scores).average().orElseThrow();
        double square =
                Arrays.stream(scores).map(score -> score * score).average().orElseThrow();
        assertThat(mean).isCloseTo(0, within(0.01));
        assertThat(square).isCloseTo(1, within(0.03));
        assertThat(scale.inverse(scale.curve().at(skewed[7]))).isCloseTo(skewed[7], within(1e-6 * skewed[7]));
    }

    @Test
    void aConstantColumnIsInTheMiddle() {
        assertThat(NormalScale.learn(new double[] {3, 3, 3}, 3).curve().at(3)).isZero();
        assertThat(NormalScale.learn(new double[0], 0).curve().at(3)).isZero();
    }
}
