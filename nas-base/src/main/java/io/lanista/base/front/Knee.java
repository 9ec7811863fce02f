package io.lanista.base.front;

import java.util.List;

/**
 * Picks one point of a front for those who want one: the knee, nearest to the ideal point. Each objective is stretched so that the
 * front reaches from 0 to 1 in it; the ideal point has 1 in each, and distances are Euclidean (the compromise solution of Yu 1973
 * and Zeleny 1973).
 */
public final class Knee {
    private Knee() {}

    /**
     * The index of the knee; of points that are equally near, the earlier one.
     *
     * @param front at least one point, each a gain for each objective, of which more is better; all finite
     */
    public static int of(List<double[]> front) {
        double[][] gains = front.toArray(double[][]::new);
        double[] low = gains[0].clone();
        double[] high = gains[0].clone();
        for (double[] point : gains) {
            for (int i = 0; i < point.length; i++) {
                low[i] = Math.min(low[i], point[i]);
                high[i] = Math.max(high[i], point[i]);
            }
        }
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int index = 0; index < gains.length; index++) {
            double distance = 0;
            for (int i = 0; i < low.length; i++) {
                double missing = high[i] > low[i] ? (high[i] - gains[index][i]) / (high[i] - low[i]) : 0;
                distance += missing * missing;
            }
            if (distance < least) {
                least = distance;
                nearest = index;
            }
        }
        return nearest;
    }
}
