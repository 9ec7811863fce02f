package io.lanista.djl.table;

/** Collects mean and variance by Welford's method (1962), which doesn't cancel when the mean is large. */
public final class Moments {
    /** Below this part of the mean, a spread is rounding. */
    private static final double RESOLUTION = 1e-12;

    /** The square of a smaller spread is 0. */
    private static final double SMALLEST = 1e-150;

    private long count;
    private double mean;
    private double squares;

    /** Counts a value in. */
    public void add(double value) {
        double before = value - mean;
        mean += before / ++count;
        squares += before * (value - mean);
    }

    /** The mean; 0 of nothing. */
    public double mean() {
        return mean;
    }

    /** The (population) standard deviation; 1 of what is constant, which so keeps its scale. */
    public double deviation() {
        double spread = count == 0 ? 0 : Math.sqrt(squares / count);
        return spread > Math.max(SMALLEST, RESOLUTION * Math.abs(mean)) ? spread : 1.0;
    }
}
