package io.lanista.djl.table;

import io.lanista.djl.file.DataException;
import io.lanista.layer.NormalBins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Scales numbers to a standard normal distribution by their ranks among the numbers that it was learnt from: a number of rank r of n
 * (from 1; equal numbers share the mean of their ranks) becomes the quantile of (r − ½)/n. Between the numbers that are kept it is
 * linear; beyond them it stays.
 *
 * @param knots some of the numbers, in rising order
 * @param scores what becomes of each
 */
public record NormalScale(List<Double> knots, List<Double> scores) {
    private static final int MOST = 255;
    private static final int LEAST = 10;
    private static final int NUMBERS_PER_KNOT = 30;

    /** Copies and checks. */
    public NormalScale {
        knots = List.copyOf(knots);
        scores = List.copyOf(scores);
        if (knots.isEmpty() || knots.size() != scores.size()) {
            throw new DataException("A scale needs as many scores as knots, at least one, but has (" + scores.size()
                    + ") and (" + knots.size() + ").");
        }
    }

    /** Learns from the first so many numbers. */
    static NormalScale learn(double[] numbers, int count) {
        double[] sorted = Arrays.copyOf(numbers, count);
        Arrays.sort(sorted);
        List<Double> knots = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        int wanted = Math.max(LEAST, Math.min(MOST, count / NUMBERS_PER_KNOT));
        long different = Arrays.stream(sorted).distinct().count();
        int places = different <= MOST ? count : wanted;
        for (int place = 0; place < places; place++) {
            int at = places == 1 ? 0 : (int) Math.round((double) place / (places - 1) * (count - 1));
            if (knots.isEmpty() || sorted[at] > knots.get(knots.size() - 1)) {
                knots.add(sorted[at]);
                scores.add(
                        NormalBins.quantile((first(sorted, sorted[at]) + last(sorted, sorted[at]) + 1) / 2.0 / count));
            }
        }
        return knots.isEmpty() ? new NormalScale(List.of(0.0), List.of(0.0)) : new NormalScale(knots, scores);
    }

    /** The place of the first of several equal numbers, from 0. */
    private static int first(double[] sorted, double number) {
        int low = 0;
        int high = sorted.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The place of the last of several equal numbers. */
    private static int last(double[] sorted, double number) {
        int low = 0;
        int high = sorted.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (sorted[middle] > number) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        return low;
    }

    /** The same in arrays, for many numbers. */
    Curve curve() {
        return new Curve(array(knots), array(scores));
    }

    /** From scores back to numbers; where several numbers have one score, one of them. */
    public double inverse(double score) {
        return Curve.at(array(scores), array(knots), score);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** A line through points. */
    record Curve(double[] from, double[] to) {
        double at(double value) {
            return at(from, to, value);
        }

        static double at(double[] from, double[] to, double value) {
            int place = Arrays.binarySearch(from, value);
            if (place >= 0) {
                return to[place];
            }
            int next = -place - 1;
            if (next == 0 || next == from.length) {
                return to[next == 0 ? 0 : next - 1];
            }
            double share = (value - from[next - 1]) / (from[next] - from[next - 1]);
            return to[next - 1] + share * (to[next] - to[next - 1]);
        }
    }
}
