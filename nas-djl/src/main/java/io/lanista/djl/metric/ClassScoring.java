package io.lanista.djl.metric;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How good the predicted probabilities of classes are. Of several examples, or several classes of one, with equal numbers the first
 * counts as the higher.
 *
 * <ul>
 *   <li>{@value #ACCURACY}: the share of examples whose class has the highest probability;
 *   <li>{@value #LOSS}: the mean of −ln of the class's probability (log loss, cross-entropy);
 *   <li>{@value #BALANCED_ACCURACY}: the mean over classes of the share of a class's examples that are found (recall);
 *   <li>{@value #AUC}: how often an example of a class has a higher probability of it than one of another class, ties half (the area
 *       under the ROC curve, by Mann and Whitney's statistic); with more than two classes the mean over all of them, each against the
 *       rest;
 *   <li>{@value #F1}: 2·precision·recall/(precision + recall), the mean over classes (macro); a class that is neither there nor
 *       predicted is left out;
 *   <li>{@value #TOP5}: with more than five classes, the share of examples whose class is among the five most probable ones;
 *   <li>{@value #CALIBRATION}: the expected calibration error, Σ over 15 bins of the highest probability of share·|accuracy − mean
 *       probability| (Guo et al., "On Calibration of Modern Neural Networks", 2017, section 2).
 * </ul>
 *
 * Classes without an example don't count for means over classes. Immutable.
 */
public final class ClassScoring {
    /** The share of right answers. */
    public static final String ACCURACY = "accuracy";
    /** The log loss. */
    public static final String LOSS = "loss";
    /** The mean recall. */
    public static final String BALANCED_ACCURACY = "balanced_accuracy";
    /** The area under the ROC curve. */
    public static final String AUC = "auc";
    /** The mean F1. */
    public static final String F1 = "f1";
    /** The share of classes among the five most probable ones. */
    public static final String TOP5 = "top5_accuracy";
    /** The expected calibration error. */
    public static final String CALIBRATION = "calibration_error";

    private static final int BINS = 15;
    private static final int TOP = 5;

    private final int classes;
    private final int[] labels;
    private final int[] predicted;
    private final boolean[] amongTop;
    private final double[] losses;
    private final float[] highest;
    private final float[] probabilities;
    private int[][] orders = new int[0][];

    private ClassScoring(float[] probabilities, double[] losses, int[] labels) {
        this.classes = probabilities.length / labels.length;
        this.labels = labels;
        this.losses = losses;
        this.probabilities = probabilities;
        this.predicted = new int[labels.length];
        this.amongTop = new boolean[labels.length];
        this.highest = new float[labels.length];
        for (int example = 0; example < labels.length; example++) {
            int at = example * classes;
            int best = 0;
            int higher = 0;
            for (int i = 0; i < classes; i++) {
                best = probabilities[at + i] > probabilities[at + best] ? i : best;
                higher += probabilities[at + i] > probabilities[at + labels[example]] ? 1 : 0;
            }
            predicted[example] = best;
            highest[example] = probabilities[at + best];
            amongTop[example] = higher < TOP;
        }
    }

    /**
     * Of probabilities.
     *
     * @param probabilities of the classes, one row for each example
     * @param labels the number of each example's class
     */
    public static ClassScoring of(float[][] probabilities, int... labels) {
        int classes = probabilities[0].length;
        float[] all = new float[labels.length * classes];
        double[] losses = new double[labels.length];
        for (int example = 0; example < labels.length; example++) {
            System.arraycopy(probabilities[example], 0, all, example * classes, classes);
            losses[example] = -Math.log(Math.max(Float.MIN_NORMAL, probabilities[example][labels[example]]));
        }
        return new ClassScoring(all, losses, labels.clone());
    }

    /**
     * Of scores that a softmax makes probabilities of.
     *
     * @param scores row-major, so many for each example
     * @param labels the number of each example's class
     */
    public static ClassScoring ofScores(float[] scores, int... labels) {
        int classes = scores.length / labels.length;
        float[] all = new float[scores.length];
        double[] losses = new double[labels.length];
        for (int example = 0; example < labels.length; example++) {
            int at = example * classes;
            double most = scores[at];
            for (int i = 1; i < classes; i++) {
                most = Math.max(most, scores[at + i]);
            }
            double sum = 0;
            for (int i = 0; i < classes; i++) {
                sum += Math.exp(scores[at + i] - most);
            }
            double logSum = most + Math.log(sum);
            for (int i = 0; i < classes; i++) {
                all[at + i] = (float) Math.exp(scores[at + i] - logSum);
            }
            losses[example] = logSum - scores[at + labels[example]];
        }
        return new ClassScoring(all, losses, labels.clone());
    }

    /** The names of all metrics that data of so many classes have, the most important ones first. */
    public static List<String> names(int classes) {
        return classes > TOP
                ? List.of(ACCURACY, LOSS, AUC, BALANCED_ACCURACY, F1, TOP5, CALIBRATION)
                : List.of(ACCURACY, LOSS, AUC, BALANCED_ACCURACY, F1, CALIBRATION);
    }

    /** All metrics. */
    public Map<String, Double> metrics() {
        int[] once = new int[labels.length];
        Arrays.fill(once, 1);
        return metrics(once);
    }

    /** The interval of each metric: Wilson's for accuracies, else from samples drawn with replacement. */
    public Map<String, Interval> intervals() {
        Map<String, Interval> intervals = new LinkedHashMap<>(Bootstrap.intervals(labels.length, this::metrics));
        long hits = 0;
        long top = 0;
        for (int example = 0; example < labels.length; example++) {
            hits += predicted[example] == labels[example] ? 1 : 0;
            top += amongTop[example] ? 1 : 0;
        }
        intervals.put(ACCURACY, Interval.ofShare(hits, labels.length));
        if (classes > TOP) {
            intervals.put(TOP5, Interval.ofShare(top, labels.length));
        }
        return intervals;
    }

    /** How many examples of each class (first index) were taken for each class (second index). */
    public int[][] confusion() {
        int[][] counts = new int[classes][classes];
        for (int example = 0; example < labels.length; example++) {
            counts[labels[example]][predicted[example]]++;
        }
        return counts;
    }

    /** F1 of each class; NaN for a class that is neither there nor predicted. */
    public double[] f1ByClass() {
        int[] once = new int[labels.length];
        Arrays.fill(once, 1);
        return counts(once).f1();
    }

    /** F1 of one class among examples that count so many times; NaN if it is neither there nor predicted. */
    double f1(int one, int... times) {
        return counts(times).f1()[one];
    }

    Map<String, Double> metrics(int... times) {
        Counts counts = counts(times);
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put(ACCURACY, counts.hits / counts.all);
        metrics.put(LOSS, counts.loss / counts.all);
        metrics.put(AUC, auc(counts, times));
        metrics.put(BALANCED_ACCURACY, counts.recall());
        metrics.put(F1, mean(counts.f1()));
        if (classes > TOP) {
            metrics.put(TOP5, counts.top / counts.all);
        }
        metrics.put(CALIBRATION, calibration(times) / counts.all);
        return metrics;
    }

    private Counts counts(int... times) {
        Counts counts = new Counts(classes);
        for (int example = 0; example < labels.length; example++) {
            int weight = times[example];
            boolean hit = predicted[example] == labels[example];
            counts.all += weight;
            counts.hits += hit ? weight : 0;
            counts.top += amongTop[example] ? weight : 0;
            counts.loss += weight * losses[example];
            counts.actual[labels[example]] += weight;
            counts.taken[predicted[example]] += weight;
            counts.right[labels[example]] += hit ? weight : 0;
        }
        return counts;
    }

    private double auc(Counts counts, int... times) {
        if (orders.length == 0) {
            orders = orders();
        }
        double sum = 0;
        int used = 0;
        for (int one = classes == 2 ? 1 : 0; one < classes; one++) {
            double positive = counts.actual[one];
            double negative = counts.all - positive;
            if (positive > 0 && negative > 0) {
                sum += pairs(one, orders[one], times) / positive / negative;
                used++;
            }
        }
        return used == 0 ? 0.5 : sum / used;
    }

    /** How many pairs of an example of the class and one of another are in the right order; those with equal numbers half. */
    private double pairs(int one, int[] order, int... times) {
        double pairs = 0;
        double below = 0;
        int at = 0;
        while (at < order.length) {
            float value = probabilities[order[at] * classes + one];
            double negative = 0;
            double positive = 0;
            for (; at < order.length && probabilities[order[at] * classes + one] == value; at++) {
                if (labels[order[at]] == one) {
                    positive += times[order[at]];
                } else {
                    negative += times[order[at]];
                }
            }
            pairs += positive * (below + negative / 2);
            below += negative;
        }
        return pairs;
    }

    /** The examples by the probability of each class, the lowest first. */
    private int[][] orders() {
        int[][] all = new int[classes][];
        long[] keys = new long[labels.length];
        for (int one = classes == 2 ? 1 : 0; one < classes; one++) {
            for (int example = 0; example < keys.length; example++) {
                // Probabilities are not negative, so their bits are in their order.
                keys[example] = (long) Float.floatToIntBits(probabilities[example * classes + one]) << 32 | example;
            }
            Arrays.sort(keys);
            all[one] = Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
        }
        return all;
    }

    private double calibration(int... times) {
        double[] gaps = new double[BINS];
        for (int example = 0; example < labels.length; example++) {
            int bin = Math.min(BINS - 1, (int) (highest[example] * BINS));
            gaps[bin] += times[example] * ((predicted[example] == labels[example] ? 1 : 0) - highest[example]);
        }
        return Arrays.stream(gaps).map(Math::abs).sum();
    }

    private static double mean(double... values) {
        return Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(0);
    }

    /** What is counted once, by class where it is an array. */
    private static final class Counts {
        private final double[] actual;
        private final double[] taken;
        private final double[] right;
        private double all;
        private double hits;
        private double top;
        private double loss;

        Counts(int classes) {
            actual = new double[classes];
            taken = new double[classes];
            right = new double[classes];
        }

        double recall() {
            double[] recalls = new double[actual.length];
            Arrays.setAll(recalls, one -> actual[one] == 0 ? Double.NaN : right[one] / actual[one]);
            return mean(recalls);
        }

        double[] f1() {
            double[] f1 = new double[actual.length];
            Arrays.setAll(
                    f1,
                    one -> actual[one] + taken[one] == 0 ? Double.NaN : 2 * right[one] / (actual[one] + taken[one]));
            return f1;
        }
    }
}
