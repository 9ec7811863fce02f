package io.lanista.oneshot.darts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GammaTest {
    @Test
    void theDistributionIsTheExponentialOneForShapeOne() {
        for (double x : new double[] {1e-3, 0.5, 1.9, 2.1, 7, 30}) {
            assertThat(Gamma.lower(1, x)).isCloseTo(1 - Math.exp(-x), within(1e-12));
            assertThat(Gamma.upper(1, Math.max(x, 2)) / Math.exp(-Math.max(x, 2)))
                    .isCloseTo(1, within(1e-12));
        }
        // Γ(1/2) = √π, Γ(5) = 24.
        assertThat(Gamma.logGamma(0.5)).isCloseTo(Math.log(Math.PI) / 2, within(1e-12));
        assertThat(Gamma.logGamma(5)).isCloseTo(Math.log(24), within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 1, 1.7, 6})
    void drawsHaveTheShapeAsTheirMeanAndVarianceAndMoveByOneWithIt(double shape) {
        Random random = new Random(1);
        int count = 60_000;
        double sum = 0;
        double squares = 0;
        double slopes = 0;
        for (int i = 0; i < count; i++) {
            double x = Gamma.draw(shape, random);
            sum += x;
            squares += x * x;
            slopes += Gamma.derivative(shape, x);
        }
        double mean = sum / count;
        double error = 4 * Math.sqrt(shape / count);
        assertThat(mean).isCloseTo(shape, within(error));
        assertThat(squares / count - mean * mean).isCloseTo(shape, within(0.1 * shape));
        // The mean is the shape, so its derivative is 1.
        assertThat(slopes / count).isCloseTo(1, within(0.04));
    }

    /** A draw is the place of a fixed probability, which moves with the shape. */
    @ParameterizedTest
    @ValueSource(doubles = {0.3, 1, 2.5, 20})
    void theDerivativeIsThatOfTheQuantile(double shape) {
        for (double x : new double[] {0.05, 0.4, 1.5, 3, 12, 25}) {
            double p = probability(shape, x);
            if (p > 1e-6 && p < 1 - 1e-6) {
                double step = 1e-3 * shape;
                double moved = (quantile(shape + step, p) - quantile(shape - step, p)) / (2 * step);
                assertThat(Gamma.derivative(shape, x)).isCloseTo(moved, within(1e-4 * Math.max(1, Math.abs(moved))));
            }
        }
    }

    private static double probability(double shape, double x) {
        return x < shape + 1 ? Gamma.lower(shape, x) : 1 - Gamma.upper(shape, x);
    }

    private static double quantile(double shape, double p) {
        double low = 0;
        double high = 200;
        for (int i = 0; i < 100; i++) {
            double middle = (low + high) / 2;
            if (probability(shape, middle) < p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Test
    void aDrawOfTheDirichletDistributionAddsUpToOneHoweverItMoves() {
        float[] concentrations = {0.4f, 1, 2.5f};
        Random random = new Random(3);
        double[] mean = new double[3];
        double[][] slopes = new double[3][3];
        int count = 20_000;
        for (int n = 0; n < count; n++) {
            DirichletDraw draw = DirichletDraw.of(concentrations, random);
            double sum = 0;
            for (int i = 0; i < 3; i++) {
                sum += draw.values()[i];
                mean[i] += draw.values()[i] / count;
                double column = 0;
                for (int j = 0; j < 3; j++) {
                    slopes[i][j] += draw.derivatives()[i * 3 + j] / count;
                    column += draw.derivatives()[j * 3 + i];
                }
                assertThat(column).isCloseTo(0, within(1e-4));
            }
            assertThat(sum).isCloseTo(1, within(1e-6));
        }
        for (int i = 0; i < 3; i++) {
            assertThat(mean[i]).isCloseTo(concentrations[i] / 3.9, within(0.01));
            for (int j = 0; j < 3; j++) {
                double wanted = ((i == j ? 3.9 : 0) - concentrations[i]) / (3.9 * 3.9);
                assertThat(slopes[i][j]).isCloseTo(wanted, within(0.02));
            }
        }
    }

    @Test
    void aConcentrationOfNothingHasNoShare() {
        DirichletDraw draw = DirichletDraw.of(new float[] {0, 1, 0}, new Random(1));
        assertThat(draw.values()).containsExactly(0, 1, 0);
        for (float derivative : draw.derivatives()) {
            assertThat(derivative).isZero();
        }
    }
}
