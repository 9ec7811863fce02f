package io.lanista.djl.proxy;

import java.util.Arrays;

/** Small symmetric matrices in double precision, as arrays of rows. */
final class SymmetricMatrix {
    private static final double PRECISION = Math.ulp(1.0);
    private static final int MOST_STEPS = 60;

    private SymmetricMatrix() {}

    /** {@code A · Aᵀ} for {@code (rows, columns)} numbers in row-major order. */
    static double[][] gram(float[] values, int rows) {
        int columns = values.length / rows;
        double[][] gram = new double[rows][rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k < columns; k++) {
                    sum += (double) values[i * columns + k] * values[j * columns + k];
                }
                gram[i][j] = sum;
                gram[j][i] = sum;
            }
        }
        return gram;
    }

    /**
     * All eigenvalues, rising: Householder's reflections to a tridiagonal matrix, then QL steps with implicit shifts (Golub and Van Loan,
     * "Matrix Computations", sections 8.3.1 and 8.3.3). The matrix is overwritten.
     */
    static double[] eigenvalues(double[][] matrix) {
        int n = matrix.length;
        double[] beside = new double[n];
        for (int k = 0; k + 2 < n; k++) {
            beside[k] = reflect(matrix, k);
        }
        double[] diagonal = new double[n];
        for (int i = 0; i < n; i++) {
            diagonal[i] = matrix[i][i];
        }
        if (n > 1) {
            beside[n - 2] = matrix[n - 1][n - 2];
        }
        for (int low = 0; low < n; low++) {
            int steps = 0;
            int high = end(diagonal, beside, low);
            while (high > low && steps++ < MOST_STEPS) {
                step(diagonal, beside, low, high);
                high = end(diagonal, beside, low);
            }
        }
        Arrays.sort(diagonal);
        return diagonal;
    }

    /** Makes column k zero below its second place by a similarity transform, and returns what stands there then. */
    private static double reflect(double[][] matrix, int k) {
        int n = matrix.length;
        double[] v = new double[n];
        double norm = 0;
        for (int i = k + 1; i < n; i++) {
            v[i] = matrix[i][k];
            norm = Math.hypot(norm, v[i]);
        }
        double left = v[k + 1] > 0 ? -norm : norm;
        v[k + 1] -= left;
        double square = 0;
        for (int i = k + 1; i < n; i++) {
            square += v[i] * v[i];
        }
        if (square == 0) {
            return left;
        }
        double[] q = new double[n];
        double along = 0;
        for (int i = k + 1; i < n; i++) {
            double sum = 0;
            for (int j = k + 1; j < n; j++) {
                sum += matrix[i][j] * v[j];
            }
            q[i] = 2 * sum / square;
            along += q[i] * v[i];
        }
        for (int i = k + 1; i < n; i++) {
            q[i] -= along / square * v[i];
        }
        for (int i = k + 1; i < n; i++) {
            for (int j = k + 1; j < n; j++) {
                matrix[i][j] -= v[i] * q[j] + q[i] * v[j];
            }
        }
        return left;
    }

    /** The end of the unreduced block that begins at a place. */
    private static int end(double[] diagonal, double[] beside, int low) {
        int high = low;
        while (high + 1 < diagonal.length
                && Math.abs(beside[high]) > PRECISION * (Math.abs(diagonal[high]) + Math.abs(diagonal[high + 1]))) {
            high++;
        }
        return high;
    }

    /** One QL step in the block from low to high, shifted towards the eigenvalue of its upper corner. */
    private static void step(double[] diagonal, double[] beside, int low, int high) {
        double slope = (diagonal[low + 1] - diagonal[low]) / (2 * beside[low]);
        double g = diagonal[high] - diagonal[low] + beside[low] / (slope + Math.copySign(Math.hypot(slope, 1), slope));
        double sine = 1;
        double cosine = 1;
        double shift = 0;
        for (int i = high - 1; i >= low; i--) {
            double f = sine * beside[i];
            double b = cosine * beside[i];
            double r = Math.hypot(f, g);
            beside[i + 1] = r;
            if (r == 0) {
                diagonal[i + 1] -= shift;
                beside[high] = 0;
                return;
            }
            sine = f / r;
            cosine = g / r;
            double corner = diagonal[i + 1] - shift;
            double turned = (diagonal[i] - corner) * sine + 2 * cosine * b;
            shift = sine * turned;
            diagonal[i + 1] = corner + shift;
            g = cosine * turned - b;
        }
        diagonal[low] -= shift;
        beside[low] = g;
        beside[high] = 0;
    }

    /**
     * {@code log |det A|} by elimination with pivots. A pivot counts as at least {@code least}, so that the result is finite for a
     * singular matrix, too. The matrix is overwritten.
     */
    static double logDeterminant(double[][] matrix, double least) {
        int n = matrix.length;
        double sum = 0;
        for (int k = 0; k < n; k++) {
            int best = k;
            for (int i = k + 1; i < n; i++) {
                best = Math.abs(matrix[i][k]) > Math.abs(matrix[best][k]) ? i : best;
            }
            double[] row = matrix[best];
            matrix[best] = matrix[k];
            matrix[k] = row;
            sum += Math.log(Math.max(Math.abs(row[k]), least));
            for (int i = k + 1; i < n && row[k] != 0; i++) {
                double factor = matrix[i][k] / row[k];
                for (int j = k; j < n; j++) {
                    matrix[i][j] -= factor * row[j];
                }
            }
        }
        return sum;
    }

    /** The largest singular value of {@code (rows, columns)} numbers in row-major order. */
    static double largestSingularValue(float[] values, int rows) {
        int columns = values.length / rows;
        float[] wide = rows <= columns ? values : transposed(values, rows);
        double[] eigenvalues = eigenvalues(gram(wide, Math.min(rows, columns)));
        return Math.sqrt(Math.max(0, eigenvalues[eigenvalues.length - 1]));
    }

    private static float[] transposed(float[] values, int rows) {
        int columns = values.length / rows;
        float[] turned = new float[values.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                turned[j * rows + i] = values[i * columns + j];
            }
        }
        return turned;
    }
}
