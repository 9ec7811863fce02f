package io.lanista.base.noise;

/**
 * What one thing was measured to be, once or more often. A measurement may tell its own standard error, as one that is a mean itself
 * does; all others have the noise that is common to a field of {@link Contenders}. Confined to one thread.
 */
public final class Measured {
    private final double first;
    private final double firstError;
    private int count;
    private int plain;

    /** Of the distances from the first measurement: their sum, and that of their squares; both are exactly 0 if it was always the same. */
    private double distances;

    private double squaredDistances;

    /** The sum of the variances of those that tell their error. */
    private double variances;

    Measured(double first, double error) {
        this.first = first;
        this.firstError = error;
        add(first, error);
    }

    void add(double value, double error) {
        count++;
        distances += value - first;
        squaredDistances += (value - first) * (value - first);
        if (error > 0) {
            variances += error * error;
        } else {
            plain++;
        }
    }

    /** How often it was measured. */
    public int count() {
        return count;
    }

    /** The arithmetic mean of what was measured. */
    public double mean() {
        return first + distances / count;
    }

    double first() {
        return first;
    }

    /** The sum of the squared distances from the mean. */
    double squares() {
        return Math.max(0, squaredDistances - distances * distances / count);
    }

    /** Whether no measurement tells its own error. */
    boolean isPlain() {
        return plain == count;
    }

    /** The variance of the first measurement, where a plain one has this variance. */
    double firstVariance(double noise) {
        return firstError > 0 ? firstError * firstError : noise;
    }

    /** The variance of the mean, where a plain measurement has this variance. */
    double variance(double noise) {
        return (variances + plain * noise) / count / count;
    }
}
