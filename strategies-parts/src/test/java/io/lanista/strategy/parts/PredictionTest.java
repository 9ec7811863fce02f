package io.lanista.strategy.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictionTest {
    @ParameterizedTest
    @CsvSource({"0, 1, 0", "0, 1, 1.5", "2, 0.25, 1", "-1, 4, 2", "0.3, 0.01, 0.9"})
    void expectedImprovementIsTheIntegralOfTheImprovement(double mean, double variance, double best) {
        double sigma = Math.sqrt(variance);
        int steps = 200_000;
        double integral = 0;
        for (int i = 0; i < steps; i++) {
            double z = -10 + 20 * (i + 0.5) / steps;
            double improvement = Math.max(0, mean + sigma * z - best);
            integral += improvement * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * 20 / steps;
        }
        assertThat(new Prediction(mean, variance).improvement(best)).isCloseTo(integral, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"3, 2, 1", "1, 2, 0"})
    void withoutDoubtItIsTheDifference(double mean, double best, double expected) {
        assertThat(new Prediction(mean, 0).improvement(best)).isEqualTo(expected);
    }
}
