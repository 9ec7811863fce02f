package io.lanista.oneshot.darts;

import java.util.random.RandomGenerator;

/**
 * Draws from gamma distributions with scale 1, and the derivative of a draw by the shape: by implicit reparameterisation, {@code
 * dx/da = −(∂P(a, x)/∂a) / p(x; a)}, where P is the distribution function and p the density (Figurnov, Mohamed and Mnih, "Implicit
 * Reparameterization Gradients", NeurIPS 2018, equation 5).
 */
final class Gamma {
    /** Draws below it are taken for it: the logarithm of a smaller one is of no use. */
    static final double LEAST = 1e-30;

    /** Of the central difference by which P is derived; its error is of the order of its square, times the third derivative. */
    private static final double STEP = 1e-4;

    private static final double PRECISION = 1e-15;
    private static final int MOST_TERMS = 10_000;

    /** Lanczos's approximation with g = 7, nine coefficients (Godfrey 2001). */
    private static final double[] LANCZOS = {
        0.9999999999998099,
        676.5203681218851,
        -1259.1392167224028,
        771.3234287776531,
        -176.6150291621406,
        12.507343278686905,
        -0.13857109526572012,
        9.984369578019572e-6,
        1.5056327351493116e-7
    };

    private Gamma() {}

    /**
     * A draw (Marsaglia and Tsang, "A simple method for generating gamma variables", 2000; for a shape below 1, section 6).
     *
     * @param shape at least 0; a draw for 0 is 0
     */
    static double draw(double shape, RandomGenerator random) {
        if (shape <= 0) {
            return 0;
        }
        if (shape < 1) {
            double boosted = draw(shape + 1, random);
            return Math.max(LEAST, boosted * Math.pow(1 - random.nextDouble(), 1 / shape));
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = 1 + c * x;
            if (v > 0) {
                v = v * v * v;
                double u = 1 - random.nextDouble();
                if (Math.log(u) < x * x / 2 + d - d * v + d * Math.log(v)) {
                    return Math.max(LEAST, d * v);
                }
            }
        }
    }

    /** How a draw moves with its shape; 0 for a shape of 0. */
    static double derivative(double shape, double draw) {
        if (shape <= 0) {
            return 0;
        }
        double step = Math.min(STEP, shape / 2);
        // Each where it is small, so that its differences are exact.
        double slope = draw < shape + 1
                ? (lower(shape + step, draw) - lower(shape - step, draw)) / (2 * step)
                : (upper(shape - step, draw) - upper(shape + step, draw)) / (2 * step);
        return -slope / Math.exp((shape - 1) * Math.log(draw) - draw - logGamma(shape));
    }

    /**
     * The probability of a draw of at most {@code x}: the regularised lower incomplete gamma function, by its series (Abramowitz and
     * Stegun, 6.5.29). Fast for {@code x < shape + 1}.
     */
    static double lower(double shape, double x) {
        double term = 1 / shape;
        double sum = term;
        for (int n = 1; n < MOST_TERMS && term > sum * PRECISION; n++) {
            term *= x / (shape + n);
            sum += term;
        }
        return sum * factor(shape, x);
    }

    /**
     * The probability of a draw above {@code x}: the regularised upper incomplete gamma function, by its continued fraction
     * (Abramowitz and Stegun, 6.5.31) in Lentz's order. Fast for {@code x > shape + 1}.
     */
    static double upper(double shape, double x) {
        double b = x + 1 - shape;
        double c = Double.MAX_VALUE;
        double d = 1 / b;
        double fraction = d;
        double change = 0;
        for (int n = 1; n < MOST_TERMS && Math.abs(change - 1) > PRECISION; n++) {
            double a = -n * (n - shape);
            b += 2;
            d = 1 / (a * d + b);
            c = b + a / c;
            change = c * d;
            fraction *= change;
        }
        return fraction * factor(shape, x);
    }

    private static double factor(double shape, double x) {
        return Math.exp(shape * Math.log(x) - x - logGamma(shape));
    }

    /** For positive numbers. */
    static double logGamma(double x) {
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (x - 1 + i);
        }
        double t = x + 6.5;
        return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
    }
}
