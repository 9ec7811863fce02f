package io.lanista.strategy.parts;

/**
 * What a model expects of a candidate, more being better.
 *
 * @param mean what is expected
 * @param variance how unsure that is
 */
public record Prediction(double mean, double variance) {
    /** The expected improvement over the best value so far (Jones et al. 1998, equation 15). */
    public double improvement(double best) {
        double sigma = Math.sqrt(Math.max(variance, 0));
        double difference = mean - best;
        if (sigma == 0) {
            return Math.max(difference, 0);
        }
        double z = difference / sigma;
        double density = StrictMath.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
        return difference * normal(z, density) + sigma * density;
    }

    /** The standard normal's mass below z, within 8e-8 (Abramowitz and Stegun 1964, formula 26.2.17). */
    private static double normal(double z, double density) {
        double t = 1 / (1 + 0.2316419 * Math.abs(z));
        double tail = density
                * t
                * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return z >= 0 ? 1 - tail : tail;
    }
}
