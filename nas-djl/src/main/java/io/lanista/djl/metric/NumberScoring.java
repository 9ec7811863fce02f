package io.lanista.djl.metric;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How good predicted numbers are, in their own unit. With several numbers for each example, means go over all of them, and R² is the
 * mean of theirs.
 *
 * <ul>
 *   <li>{@value #R2}: 1 − Σ(y − ŷ)²/Σ(y − ȳ)²; 0 for a number that is always the same;
 *   <li>{@value #MAE}, {@value #RMSE}: the mean absolute error, and the root of the mean squared one;
 *   <li>{@value #MAPE}: the mean of |y − ŷ|/|y| over those that aren't 0; 0 if all are;
 *   <li>{@value #PINBALL}: the mean of q·(y − ŷ) where that is positive, else (q − 1)·(y − ŷ) (Koenker and Bassett, "Regression
 *       Quantiles", 1978); for q = ½ half of the mean absolute error.
 * </ul>
 *
 * Immutable.
 */
public final class NumberScoring {
    /** The share of the variance that is explained. */
    public static final String R2 = "r2";
    /** The mean absolute error. */
    public static final String MAE = "mae";
    /** The root of the mean squared error. */
    public static final String RMSE = "rmse";
    /** The mean absolute error as a share. */
    public static final String MAPE = "mape";
    /** The quantile loss. */
    public static final String PINBALL = "pinball";

    /** All of them, the most important ones first. */
    public static final List<String> NAMES = List.of(R2, MAE, RMSE, MAPE, PINBALL);

    private final int targets;
    private final double[] actual;
    private final double[] predicted;
    private final double quantile;

    /**
     * For these predictions. The arrays are not copied.
     *
     * @param targets how many numbers an example has
     * @param actual row-major, so many for each example
     * @param predicted as many
     * @param quantile q of {@value #PINBALL}, between 0 and 1
     */
    public NumberScoring(int targets, double[] actual, double[] predicted, double quantile) {
        this.targets = targets;
        this.actual = actual;
        this.predicted = predicted;
        this.quantile = quantile;
    }

    /** All metrics. */
    public Map<String, Double> metrics() {
        int[] once = new int[actual.length / targets];
        Arrays.fill(once, 1);
        return metrics(once);
    }

    /** The interval of each metric, from samples of the examples drawn with replacement. */
    public Map<String, Interval> intervals() {
        return Bootstrap.intervals(actual.length / targets, this::metrics);
    }

    private Map<String, Double> metrics(int... times) {
        double[] squares = new double[targets];
        double[] spreads = new double[targets];
        double[] means = new double[targets];
        double absolutes = 0;
        double shares = 0;
        double shared = 0;
        double pinball = 0;
        double examples = 0;
        for (int example = 0; example < times.length; example++) {
            int weight = times[example];
            if (weight == 0) {
                continue;
            }
            examples += weight;
            for (int target = 0; target < targets; target++) {
                double value = actual[example * targets + target];
                double error = value - predicted[example * targets + target];
                double before = value - means[target];
                means[target] += before * weight / examples;
                spreads[target] += weight * before * (value - means[target]);
                squares[target] += weight * error * error;
                absolutes += weight * Math.abs(error);
                pinball += weight * error * (error > 0 ? quantile : quantile - 1);
                if (value != 0) {
                    shares += weight * Math.abs(error / value);
                    shared += weight;
                }
            }
        }
        double r2 = 0;
        for (int target = 0; target < targets; target++) {
            r2 += spreads[target] > 0 ? 1 - squares[target] / spreads[target] : 0;
        }
        double count = examples * targets;
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(R2, r2 / targets);
        metrics.put(MAE, absolutes / count);
        metrics.put(RMSE, Math.sqrt(Arrays.stream(squares).sum() / count));
        metrics.put(MAPE, shared == 0 ? 0 : shares / shared);
        metrics.put(PINBALL, pinball / count);
        return metrics;
    }
}
