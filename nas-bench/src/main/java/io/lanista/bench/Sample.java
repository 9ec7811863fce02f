package io.lanista.bench;

import java.util.Arrays;

/**
 * Mean and spread of some numbers.
 *
 * @param mean the arithmetic mean
 * @param std the standard deviation of the sample (divided by n − 1); 0 for one number
 * @param count how many numbers there are
 */
public record Sample(double mean, double std, int count) {
    /** Of these numbers, at least one. */
    static Sample of(double[] values) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return new Sample(mean, values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1)), values.length);
    }

    /** The standard error of the mean. */
    public double stderr() {
        return std / Math.sqrt(count);
    }
}
