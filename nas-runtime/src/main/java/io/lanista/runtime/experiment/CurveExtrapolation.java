package io.lanista.runtime.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Extrapolates learning curves by an ensemble of parametric ones (Domhan, Springenberg and Hutter, IJCAI 2015, section 3): each is
 * {@code y(t) = a - b φ(t)} with a falling φ, fitted by least squares with {@code b ≥ 0}, and weighs as much as its errors are likely
 * under a normal distribution. φ is {@code t^-c} (pow3), {@code exp(-c t)} (exp3) or {@code log(t+1)^-c} (after ilog2), each with
 * several c, so that every fit has a closed form. Where Domhan et al. draw parameters, the variance of a prediction is here that
 * of linear regression, {@code σ² (1 + 1/n + (φ(T) - mean φ)² / Σ (φ - mean φ)²)}.
 */
final class CurveExtrapolation {
    private static final double[] POWERS = {0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2, 3};
    private static final double[] RATES = {0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 1, 2};
    private static final double[] LOGARITHMS = {0.5, 1, 2, 4};

    /** A fit's error counts as at least this share of the spread of the curve: perfect fits of few points prove little. */
    private static final double LEAST_ERROR = 0.01;

    /** One curve's prediction: its logarithmic weight, its mean, and its standard deviation. */
    private record Prediction(double weight, double mean, double deviation) {}

    private static final List<DoubleUnaryOperator> SHAPES = shapes();

    private CurveExtrapolation() {}

    private static List<DoubleUnaryOperator> shapes() {
        List<DoubleUnaryOperator> shapes = new ArrayList<>();
        for (double c : POWERS) {
            shapes.add(t -> StrictMath.pow(t, -c));
        }
        for (double c : RATES) {
            shapes.add(t -> StrictMath.exp(-c * t));
        }
        for (double c : LOGARITHMS) {
            shapes.add(t -> StrictMath.pow(StrictMath.log(t + 1), -c));
        }
        return List.copyOf(shapes);
    }

    /**
     * How probable it is that a curve is above a value at a later step.
     *
     * @param steps rising, from 1; at least four
     * @param values finite, one for each step; they are held to rise in the long run
     */
    static double probabilityAbove(double value, int[] steps, double[] values, int later) {
        List<Prediction> predictions = new ArrayList<>();
        double largest = Double.NEGATIVE_INFINITY;
        for (DoubleUnaryOperator shape : SHAPES) {
            Prediction prediction = predict(shape, steps, values, later);
            predictions.add(prediction);
            largest = Math.max(largest, prediction.weight);
        }
        double sum = 0;
        double weights = 0;
        for (Prediction prediction : predictions) {
            double weight = StrictMath.exp(prediction.weight - largest);
            sum += weight * above((prediction.mean - value) / prediction.deviation);
            weights += weight;
        }
        return sum / weights;
    }

    private static Prediction predict(DoubleUnaryOperator shape, int[] steps, double[] values, int later) {
        int n = steps.length;
        double meanShape = 0;
        double meanValue = 0;
        for (int i = 0; i < n; i++) {
            meanShape += shape.applyAsDouble(steps[i]) / n;
            meanValue += values[i] / n;
        }
        double shapes = 0;
        double products = 0;
        double spread = 0;
        for (int i = 0; i < n; i++) {
            double off = shape.applyAsDouble(steps[i]) - meanShape;
            shapes += off * off;
            products += off * (values[i] - meanValue);
            spread += (values[i] - meanValue) * (values[i] - meanValue);
        }
        double b = shapes > 0 ? Math.max(0, -products / shapes) : 0;
        double errors = spread + b * (2 * products + b * shapes);
        double variance = Math.max(errors, LEAST_ERROR * LEAST_ERROR * spread + 1e-300) / (n - 3);
        double ahead = shape.applyAsDouble(later) - meanShape;
        double distance = shapes > 0 ? ahead * ahead / shapes : 0;
        return new Prediction(
                -n / 2.0 * StrictMath.log(variance),
                meanValue - b * ahead,
                Math.sqrt(variance * (1 + 1.0 / n + distance)));
    }

    /** The standard normal's mass below z, within 8e-8 (Abramowitz and Stegun 1964, formula 26.2.17). */
    private static double above(double z) {
        double t = 1 / (1 + 0.2316419 * Math.abs(z));
        double tail = StrictMath.exp(-z * z / 2)
                / Math.sqrt(2 * Math.PI)
                * t
                * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return z >= 0 ? 1 - tail : tail;
    }
}
