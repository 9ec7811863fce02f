package io.lanista.strategy.graph;

/**
 * The Cholesky decomposition {@code A = L Lᵀ} of a symmetric positive definite matrix (Golub and Van Loan 2013, algorithm 4.2.1),
 * row by row, in an order that is always the same.
 */
final class Cholesky {
    private final double[][] lower;

    private Cholesky(double[][] lower) {
        this.lower = lower;
    }

    /**
     * Decomposes a matrix with something added to its diagonal.
     *
     * @param matrix its lower triangle is read
     * @param added to each element of the diagonal; ten times as much as often as it takes, if the matrix isn't positive definite
     */
    static Cholesky of(double[][] matrix, double added) {
        for (double more = added; ; more = Math.max(1e-10, 10 * more)) {
            double[][] lower = new double[matrix.length][];
            if (decompose(matrix, more, lower)) {
                return new Cholesky(lower);
            }
        }
    }

    private static boolean decompose(double[][] matrix, double added, double[][] lower) {
        for (int i = 0; i < matrix.length; i++) {
            double[] row = new double[i + 1];
            lower[i] = row;
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j] + (i == j ? added : 0);
                double[] other = lower[j];
                for (int k = 0; k < j; k++) {
                    sum -= row[k] * other[k];
                }
                if (i == j && !(sum > 0)) {
                    return false;
                }
                row[j] = i == j ? Math.sqrt(sum) : sum / other[j];
            }
        }
        return true;
    }

    /** {@code L⁻¹ b}. */
    double[] solveLower(double[] b) {
        double[] x = new double[b.length];
        for (int i = 0; i < b.length; i++) {
            double sum = b[i];
            for (int k = 0; k < i; k++) {
                sum -= lower[i][k] * x[k];
            }
            x[i] = sum / lower[i][i];
        }
        return x;
    }

    /** {@code A⁻¹ b}. */
    double[] solve(double[] b) {
        double[] x = solveLower(b);
        for (int i = b.length - 1; i >= 0; i--) {
            x[i] /= lower[i][i];
            for (int k = 0; k < i; k++) {
                x[k] -= lower[i][k] * x[i];
            }
        }
        return x;
    }

    /** The logarithm of the determinant of A. */
    double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < lower.length; i++) {
            sum += 2 * StrictMath.log(lower[i][i]);
        }
        return sum;
    }
}
