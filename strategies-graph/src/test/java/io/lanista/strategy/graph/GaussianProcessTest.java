package io.lanista.strategy.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lanista.base.random.Seeds;
import io.lanista.strategy.parts.Prediction;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class GaussianProcessTest {
    private static double[][] lower(double[] places) {
        double[][] kernel = new double[places.length][];
        for (int i = 0; i < places.length; i++) {
            kernel[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                kernel[i][j] = alike(places[i], places[j]);
            }
        }
        return kernel;
    }

    private static double alike(double left, double right) {
        return Math.exp(-Math.abs(left - right));
    }

    private static double[] row(double place, double[] places) {
        double[] row = new double[places.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = alike(place, places[i]);
        }
        return row;
    }

    @Test
    void solutionsFulfilTheEquations() {
        RandomGenerator random = Seeds.generator(1);
        double[] places = random.doubles(12, 0, 5).toArray();
        double[] b = random.doubles(12, -1, 1).toArray();
        double[][] matrix = lower(places);
        double[] x = Cholesky.of(matrix, 0.1).solve(b);
        for (int i = 0; i < b.length; i++) {
            double sum = 0.1 * x[i];
            for (int j = 0; j < b.length; j++) {
                sum += matrix[Math.max(i, j)][Math.min(i, j)] * x[j];
            }
            assertThat(sum).isCloseTo(b[i], within(1e-10));
        }
    }

    @Test
    void theDeterminantIsThatOfTheMatrix() {
        Cholesky two = Cholesky.of(new double[][] {{2}, {0.5, 3}}, 0);
        assertThat(two.logDeterminant()).isCloseTo(Math.log(5.75), within(1e-12));
    }

    @Test
    void aSingularMatrixIsHelpedAlong() {
        Cholesky equal = Cholesky.of(new double[][] {{1}, {1, 1}}, 0);
        assertThat(Arrays.stream(equal.solve(new double[] {1, 1})))
                .allSatisfy(x -> assertThat(x).isCloseTo(0.5, within(1e-3)));
    }

    @Test
    void withoutNoiseObservationsAreMetAndDoubtGrowsWithDistance() {
        double[] places = {0, 1, 3};
        double[] targets = {1, 2, -1};
        GaussianProcess process = new GaussianProcess(lower(places), targets, 0);
        for (int i = 0; i < places.length; i++) {
            Prediction known = process.predict(row(places[i], places));
            assertThat(known.mean()).isCloseTo(targets[i], within(1e-9));
            assertThat(known.variance()).isCloseTo(0, within(1e-9));
        }
        assertThat(process.predict(row(2, places)).variance())
                .isGreaterThan(process.predict(row(1.1, places)).variance());
        assertThat(process.predict(row(50, places)).variance())
                .isGreaterThan(process.predict(row(2, places)).variance());
    }

    @Test
    void theLikelihoodIsHighestForTheNoiseThatThereIs() {
        RandomGenerator random = Seeds.generator(3);
        double[] places = new double[80];
        double[] targets = new double[80];
        for (int i = 0; i < places.length; i++) {
            places[i] = i / 8.0;
            targets[i] = Math.sin(places[i]) + 0.7 * random.nextGaussian();
        }
        double little = new GaussianProcess(lower(places), targets, 1e-4).logLikelihood();
        double right = new GaussianProcess(lower(places), targets, 0.5).logLikelihood();
        assertThat(right).isGreaterThan(little);
    }
}
