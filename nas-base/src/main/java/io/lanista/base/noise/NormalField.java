package io.lanista.base.noise;

import java.util.Collection;

/**
 * The normal model of things that are measured with noise: the mean y of n measurements of a thing is θ and noise of variance
 * {@code v = σ²/n}, and the θ of the field are normal with mean μ and variance τ². Then a thing is expected to be
 * {@code (τ² y + v μ) / (τ² + v)}, with the variance {@code τ² v / (τ² + v)} (Gelman et al., "Bayesian Data Analysis", 3rd edition,
 * 2013, equation 5.17): a mean is shrunk towards the field by the more, the less often it was measured, since of many that are
 * measured once the highest is likely to have been lucky.
 *
 * <p>μ and τ are estimated from the field (empirical Bayes: Efron and Morris, "Data analysis using Stein's estimator and its
 * generalizations", 1975). A search's field has a long tail of bad things that say nothing of how the good ones differ, so it is its
 * upper half that counts: μ is the median, and τ² + σ² what makes the distance from there to the upper decile that of a normal
 * distribution. σ² is pooled over all things that were measured several times, with {@value #PRIOR_FREEDOM} degrees of freedom in
 * favour of a tenth of τ² + σ²; it is 0 if {@value #AGREEMENTS} repeated measurements and no fewer agree exactly, since two may do so by chance.
 *
 * @param mean μ
 * @param variance τ²; infinite if the field is too small to tell, so that nothing is shrunk
 * @param noise σ²
 */
record NormalField(double mean, double variance, double noise) {
    /** In fewer things there is no field. */
    static final int LEAST = 10;

    private static final double UPPER = 0.9;

    /** Where a standard normal distribution has its upper decile. */
    private static final double UPPER_DEVIATION = 1.2815515655446004;

    private static final int PRIOR_FREEDOM = 2;

    private static final int AGREEMENTS = 5;

    /** As much of what is seen to vary is taken for noise before anything was measured twice. */
    private static final double PRIOR_SHARE = 0.1;

    /** As much of what is seen to vary is no noise, at least. */
    private static final double LEAST_SHARE = 0.1;

    static NormalField of(Collection<Measured> things) {
        double[] firsts = things.stream().mapToDouble(Measured::first).sorted().toArray();
        double median = quantile(firsts, 0.5);
        double deviation = (quantile(firsts, UPPER) - median) / UPPER_DEVIATION;
        double seen = deviation * deviation;
        double noise = noise(things, seen);
        if (firsts.length < LEAST || seen == 0) {
            return new NormalField(median, Double.POSITIVE_INFINITY, noise);
        }
        double first = things.stream()
                .mapToDouble(thing -> thing.firstVariance(noise))
                .average()
                .orElseThrow();
        return new NormalField(median, Math.max(seen - first, LEAST_SHARE * seen), noise);
    }

    private static double noise(Collection<Measured> things, double seen) {
        double squares = 0;
        int freedom = 0;
        for (Measured thing : things) {
            if (thing.count() > 1 && thing.isPlain()) {
                squares += thing.squares();
                freedom += thing.count() - 1;
            }
        }
        return freedom >= AGREEMENTS && squares == 0
                ? 0
                : (PRIOR_FREEDOM * PRIOR_SHARE * seen + squares) / (PRIOR_FREEDOM + freedom);
    }

    private static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return 0;
        }
        double place = share * (sorted.length - 1);
        int below = (int) place;
        double rest = place - below;
        return rest == 0 ? sorted[below] : (1 - rest) * sorted[below] + rest * sorted[below + 1];
    }

    /** What a thing is expected to be. */
    double expected(double mean, double variance) {
        return shrinks() ? (this.variance * mean + variance * this.mean) / (this.variance + variance) : mean;
    }

    /** How far that may be off, as a variance. */
    double doubt(double variance) {
        return shrinks() ? this.variance * variance / (this.variance + variance) : variance;
    }

    private boolean shrinks() {
        return variance != Double.POSITIVE_INFINITY;
    }
}
