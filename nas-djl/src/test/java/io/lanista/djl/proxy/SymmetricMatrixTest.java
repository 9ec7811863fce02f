package io.lanista.djl.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SymmetricMatrixTest {
    @Test
    void eigenvaluesOfTheSecondDifferenceAreKnown() {
        for (int n : new int[] {1, 2, 3, 10, 65}) {
            double[][] matrix = new double[n][n];
            for (int i = 0; i < n; i++) {
                matrix[i][i] = 2;
                if (i > 0) {
                    matrix[i][i - 1] = -1;
                    matrix[i - 1][i] = -1;
                }
            }
            double[] eigenvalues = SymmetricMatrix.eigenvalues(matrix);
            for (int k = 1; k <= n; k++) {
                assertThat(eigenvalues[k - 1]).isCloseTo(2 - 2 * Math.cos(k * Math.PI / (n + 1)), within(1e-12));
            }
        }
    }

    @Test
    void eigenvaluesOfAFullMatrixKeepTraceAndSquares() {
        int n = 40;
        Random random = new Random(1);
        double[][] matrix = new double[n][n];
        double trace = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = random.nextGaussian();
                matrix[j][i] = matrix[i][j];
                squares += (i == j ? 1 : 2) * matrix[i][j] * matrix[i][j];
            }
            trace += matrix[i][i];
        }
        double[] eigenvalues = SymmetricMatrix.eigenvalues(matrix);
        double sum = 0;
        double square = 0;
        for (double value : eigenvalues) {
            sum += value;
            square += value * value;
        }
        assertThat(sum).isCloseTo(trace, within(1e-10));
        assertThat(square).isCloseTo(squares, within(1e-9));
        assertThat(eigenvalues).isSorted();
    }

    @Test
    void equalRowsHaveOneEigenvalueThatIsNotZero() {
        double[][] ones = {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}};
        assertThat(SymmetricMatrix.eigenvalues(ones)).containsExactly(new double[] {0, 0, 3}, within(1e-14));
    }

    @Test
    void determinantsAreThoseOfLaplace() {
        double[][] matrix = {{0, 2, 1}, {1, 0, 3}, {4, 1, 0}};
        // 0·(0 − 3) − 2·(0 − 12) + 1·(1 − 0)
        assertThat(SymmetricMatrix.logDeterminant(matrix, 1e-9)).isCloseTo(Math.log(25), within(1e-12));
        double[][] singular = {{1, 1}, {1, 1}};
        assertThat(SymmetricMatrix.logDeterminant(singular, 1e-9)).isCloseTo(Math.log(1e-9), within(1e-12));
    }

    @Test
    void theLargestSingularValueIsThatOfADiagonal() {
        assertThat(SymmetricMatrix.largestSingularValue(new float[] {0, -3, 0, 2, 0, 0}, 2))
                .isCloseTo(3, within(1e-12));
        assertThat(SymmetricMatrix.largestSingularValue(new float[] {0, 2, -3, 0, 0, 0}, 3))
                .isCloseTo(3, within(1e-12));
    }
}
