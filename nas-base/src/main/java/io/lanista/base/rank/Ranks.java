package io.lanista.base.rank;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Ranks of numbers, from 1 for the smallest; equal numbers share their mean rank. What isn't a number counts as smaller than all
 * numbers.
 */
public final class Ranks {
    private static final Comparator<Double> ORDER =
            Comparator.comparingDouble(value -> value.isNaN() ? Double.NEGATIVE_INFINITY : value);

    private Ranks() {}

    /** The rank of each number. */
    public static double[] of(double... values) {
        Integer[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparing(i -> values[i], ORDER))
                .toArray(Integer[]::new);
        double[] ranks = new double[values.length];
        int from = 0;
        while (from < order.length) {
            int to = from + 1;
            while (to < order.length && ORDER.compare(values[order[to]], values[order[from]]) == 0) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (from + 1 + to) / 2.0;
            }
            from = to;
        }
        return ranks;
    }

    /**
     * One score of several, for each of {@code n} things: the sum of {@code log(rank / n)}, which a thing that is bad by one of the
     * scores can't make up for by another one (Lee and Ham, "AZ-NAS", CVPR 2024, equation 13). The highest sum is the best.
     *
     * @param scores one array for each score, in all of which higher is better, all of one length
     */
    public static double[] logSum(List<double[]> scores) {
        double[] sum = new double[scores.get(0).length];
        for (double[] score : scores) {
            double[] ranks = of(score);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += Math.log(ranks[i] / ranks.length);
            }
        }
        return sum;
    }

    /**
     * What {@link #logSum} would say of one thing more beside others.
     *
     * @param others the scores of each of the others, in the order of {@code scores}
     * @param scores of the one
     */
    public static double logSumAmong(List<double[]> others, double... scores) {
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            double rank = 1;
            for (double[] other : others) {
                int order = ORDER.compare(other[i], scores[i]);
                rank += order < 0 ? 1 : order == 0 ? 0.5 : 0;
            }
            sum += Math.log(rank / (others.size() + 1));
        }
        return sum;
    }

    /** Spearman's rank correlation: Pearson's of the ranks. Not a number if one side is all equal. */
    public static double spearman(double[] first, double[] second) {
        double[] x = of(first);
        double[] y = of(second);
        double mean = (x.length + 1) / 2.0;
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - mean) * (y[i] - mean);
            xx += (x[i] - mean) * (x[i] - mean);
            yy += (y[i] - mean) * (y[i] - mean);
        }
        return xy / Math.sqrt(xx * yy);
    }

    /**
     * Kendall's rank correlation with the correction for ties (tau-b): pairs in the same order minus pairs in opposite order, by the
     * geometric mean of the numbers of pairs without a tie on either side. Not a number if one side is all equal. Takes time that grows
     * with the square of the length.
     */
    public static double kendall(double[] first, double[] second) {
        double[] x = of(first);
        double[] y = of(second);
        long balance = 0;
        long untiedX = 0;
        long untiedY = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < i; j++) {
                double dx = Math.signum(x[i] - x[j]);
                double dy = Math.signum(y[i] - y[j]);
                balance += (long) (dx * dy);
                untiedX += dx == 0 ? 0 : 1;
                untiedY += dy == 0 ? 0 : 1;
            }
        }
        return balance / Math.sqrt((double) untiedX * untiedY);
    }

    /** The places of the numbers, that of the highest first; equal ones in their order. */
    public static int[] fromHighest(double... values) {
        return Arrays.stream(IntStream.range(0, values.length).boxed().toArray(Integer[]::new))
                .sorted(Comparator.comparing((Integer i) -> values[i], ORDER).reversed())
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
