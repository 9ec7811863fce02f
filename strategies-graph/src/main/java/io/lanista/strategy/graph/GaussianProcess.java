package io.lanista.strategy.graph;

import io.lanista.strategy.parts.Prediction;
import java.util.Arrays;

/**
 * A Gaussian process with a constant mean m, a kernel {@code s² k} and noise {@code s² η} (Rasmussen and Williams 2006, sections 2.2
 * and 2.7): m and s² are those that make the observations likeliest, {@code m = 1ᵀA⁻¹y / 1ᵀA⁻¹1} and
 * {@code s² = (y-m)ᵀA⁻¹(y-m) / n}, with {@code A = K + ηI}.
 */
final class GaussianProcess {
    private final Cholesky cholesky;
    private final double[] weights;
    private final double mean;
    private final double scale;
    private final int count;

    /**
     * Conditions on observations.
     *
     * @param kernel k between them, the lower triangle; 1 on the diagonal
     * @param targets y, at least one
     * @param noise η
     */
    GaussianProcess(double[][] kernel, double[] targets, double noise) {
        count = targets.length;
        cholesky = Cholesky.of(kernel, noise);
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        double[] solved = cholesky.solve(ones);
        mean = dot(solved, targets) / dot(solved, ones);
        double[] centred = new double[count];
        for (int i = 0; i < count; i++) {
            centred[i] = targets[i] - mean;
        }
        weights = cholesky.solve(centred);
        scale = Math.max(1e-12, dot(weights, centred) / count);
    }

    /** The logarithm of the likelihood of the observations, but for a constant. */
    double logLikelihood() {
        return -(count * StrictMath.log(scale) + cholesky.logDeterminant()) / 2;
    }

    /**
     * What is expected without noise.
     *
     * @param similarity k with each observation; with itself, k is 1
     */
    Prediction predict(double[] similarity) {
        double[] explained = cholesky.solveLower(similarity);
        return new Prediction(mean + dot(similarity, weights), scale * (1 - dot(explained, explained)));
    }

    private static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }
}
