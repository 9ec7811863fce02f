package io.lanista.oneshot.darts;

import java.util.random.RandomGenerator;

/**
 * A draw from a Dirichlet distribution, {@code θ_i = x_i / Σ x} with gamma variables {@code x_i}, and how it moves with the
 * concentrations.
 */
final class DirichletDraw {
    private final float[] values;
    private final float[] derivatives;

    private DirichletDraw(float[] values, float[] derivatives) {
        this.values = values;
        this.derivatives = derivatives;
    }

    /** θ, which adds up to 1; not to be changed. */
    float[] values() {
        return values;
    }

    /** {@code dθ_i/dc_j}, row by row; not to be changed. */
    float[] derivatives() {
        return derivatives;
    }

    /** Draws; at least one concentration is positive. */
    static DirichletDraw of(float[] concentrations, RandomGenerator random) {
        int count = concentrations.length;
        double[] x = new double[count];
        double[] slope = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            x[i] = Gamma.draw(concentrations[i], random);
            slope[i] = Gamma.derivative(concentrations[i], x[i]);
            sum += x[i];
        }
        float[] values = new float[count];
        float[] derivatives = new float[count * count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (x[i] / sum);
            for (int j = 0; j < count; j++) {
                derivatives[i * count + j] = (float) (((i == j ? 1 : 0) - x[i] / sum) * slope[j] / sum);
            }
        }
        return new DirichletDraw(values, derivatives);
    }
}
