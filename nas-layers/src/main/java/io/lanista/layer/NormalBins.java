package io.lanista.layer;

import java.util.Arrays;

/**
 * Bins that hold equal shares of the standard normal distribution, for layers that say how far a number is through each of them: {@code
 * min(max((x − start) · factor, lowest), highest)}. The first bin goes down without end, and the last one up.
 *
 * @param count how many
 */
public record NormalBins(int count) {
    /** Far beyond all that occurs; an infinity times zero would be no number. */
    private static final float FAR = 1e30f;

    /** Where the outermost bins end if they did: at a tenth of their share. */
    private static final double TAIL = 0.1;

    private static final double LOW = 0.02425;
    private static final double[] A = {
        -3.969683028665376e+01,
        2.209460984245205e+02,
        -2.759285104469687e+02,
        1.383577518672690e+02,
        -3.066479806614716e+01,
        2.506628277459239e+00
    };
    private static final double[] B = {
        -5.447609879822406e+01,
        1.615858368580409e+02,
        -1.556989798598866e+02,
        6.680131188771972e+01,
        -1.328068155288572e+01
    };
    private static final double[] C = {
        -7.784894002430293e-03,
        -3.223964580411365e-01,
        -2.400758277161838e+00,
        -2.549732539343734e+00,
        4.374664141464968e+00,
        2.938163982698783e+00
    };
    private static final double[] D = {
        7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00
    };

    private double edge(int place) {
        double share = place == 0 ? TAIL / count : place == count ? 1 - TAIL / count : (double) place / count;
        return quantile(share);
    }

    /** Where each begins. */
    public float[] starts() {
        float[] starts = new float[count];
        for (int bin = 0; bin < count; bin++) {
            starts[bin] = (float) edge(bin);
        }
        return starts;
    }

    /** One by the width of each. */
    public float[] factors() {
        float[] factors = new float[count];
        for (int bin = 0; bin < count; bin++) {
            factors[bin] = (float) (1 / (edge(bin + 1) - edge(bin)));
        }
        return factors;
    }

    /** How little is said of each: 0, but for the first. */
    public float[] lowest() {
        float[] lowest = new float[count];
        lowest[0] = -FAR;
        return lowest;
    }

    /** How much: 1, but for the last. */
    public float[] highest() {
        float[] highest = new float[count];
        Arrays.fill(highest, 1);
        highest[count - 1] = FAR;
        return highest;
    }

    /**
     * The quantile of the standard normal distribution: the rational approximation of Acklam, whose relative error is below 1.2e-9.
     *
     * @param share between 0 and 1
     */
    public static double quantile(double share) {
        if (share < LOW) {
            double q = Math.sqrt(-2 * Math.log(share));
            return polynomial(C, q) / (polynomial(D, q) * q + 1);
        }
        if (share > 1 - LOW) {
            return -quantile(1 - share);
        }
        double q = share - 0.5;
        double r = q * q;
        return polynomial(A, r) * q / (polynomial(B, r) * r + 1);
    }

    private static double polynomial(double[] coefficients, double x) {
        double sum = 0;
        for (double coefficient : coefficients) {
            sum = sum * x + coefficient;
        }
        return sum;
    }
}
