package io.lanista.strategy.tpe;

import java.util.List;

/**
 * A mixture of one product kernel for each observed point, and the prior with the weight of one more. All densities are relative
 * to the prior's, which cancels in the comparison of two mixtures over the same candidates.
 */
final class ParzenDensity {
    private final Columns columns;
    private final List<Point> points;
    private final double weight;

    /**
     * @param points the observations, or an even sample of them
     * @param observations how many observations there are
     */
    ParzenDensity(Columns columns, List<Point> points, int observations) {
        this.columns = columns;
        this.points = points;
        this.weight = points.isEmpty() ? 0 : observations / (double) points.size() / (observations + 1);
    }

    /** The logarithm of the density at a candidate, relative to the prior's. */
    double log(Point candidate) {
        double sum = 0;
        for (Point point : points) {
            sum += product(candidate, point);
        }
        double prior = points.isEmpty() ? 1 : 1 - weight * points.size();
        return Math.log(prior + weight * sum);
    }

    private double product(Point candidate, Point point) {
        double product = 1;
        for (int column = 0; column < candidate.columns(); column++) {
            double code = candidate.code(column);
            double observed = point.code(column);
            if (!Double.isNaN(code) && !Double.isNaN(observed)) {
                product *= columns.ratio(column, code, observed);
            }
        }
        return product;
    }
}
