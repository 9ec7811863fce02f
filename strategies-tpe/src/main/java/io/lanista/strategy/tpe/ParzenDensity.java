package io.lanista.strategy.tpe;

import java.util.List;

/**
 * A mixture of one product kernel for each observed point, and the prior with the weight of one more. In each decision, a share of
 * a kernel's mass follows all observations of that decision, whatever the others were: with a share of 0 this is the multivariate
 * estimator (Falkner et al. 2018), with 1 the one that takes decisions for independent (Bergstra et al. 2011).
 *
 * <p>Densities are relative to the prior's and to the product of the kernels' peaks, which depend on the candidate only, cancel in
 * the comparison of two mixtures, and keep products of many factors within the range of a double.
 */
final class ParzenDensity {
    private static final double[] NO_ROW = {};
    private final Columns columns;
    private final List<Point> points;
    private final double share;
    private final double weight;
    private final double prior;
    /** By column, code and observed code; null for columns without a table. */
    private final double[][][] tables;

    /**
     * @param points the observations, or an even sample of them
     * @param observations how many observations there are
     * @param share of the kernels that follows single decisions
     */
    ParzenDensity(Columns columns, List<Point> points, int observations, double share) {
        this.columns = columns;
        this.points = points;
        this.share = share;
        this.weight = points.isEmpty() ? 0 : observations / (double) points.size() / (observations + 1);
        this.prior = points.isEmpty() ? 1 : 1.0 / (observations + 1);
        this.tables = new double[columns.count()][][];
        for (int column = 0; column < tables.length; column++) {
            double[][] kernel = columns.table(column);
            tables[column] = kernel == null || share == 0 ? kernel : shared(column, kernel);
        }
    }

    private double[][] shared(int column, double[][] kernel) {
        double[] seen = new double[kernel.length];
        for (Point point : points) {
            if (point.isActive(column)) {
                seen[(int) point.code(column)] += weight;
            }
        }
        double[][] table = new double[kernel.length][kernel.length];
        for (int code = 0; code < kernel.length; code++) {
            double marginal = prior / columns.peak(column);
            double all = prior;
            for (int observed = 0; observed < kernel.length; observed++) {
                marginal += seen[observed] * kernel[code][observed];
                all += seen[observed];
            }
            for (int observed = 0; observed < kernel.length; observed++) {
                table[code][observed] = (1 - share) * kernel[code][observed] + share * marginal / all;
            }
        }
        return table;
    }

    /** The density at a candidate. */
    double at(Point candidate) {
        int[] active = new int[candidate.columns()];
        double[][] rows = new double[active.length][];
        double[] none = new double[active.length];
        int count = 0;
        double even = prior;
        for (int column = 0; column < active.length; column++) {
            if (candidate.isActive(column)) {
                double[][] table = tables[column];
                active[count] = column;
                rows[count] = table != null ? table[(int) candidate.code(column)] : NO_ROW;
                none[count] = 1 / columns.peak(column);
                even *= none[count++];
            }
        }
        double[] marginals = share > 0 ? marginals(candidate, active, rows, count) : none;
        double sum = 0;
        for (Point point : points) {
            double product = weight;
            for (int i = 0; i < count; i++) {
                double observed = point.code(active[i]);
                if (Double.isNaN(observed)) {
                    product *= none[i]; // The observation tells nothing of this decision.
                } else if (rows[i] != NO_ROW) {
                    product *= rows[i][(int) observed];
                } else {
                    product *= (1 - share) * kernel(active[i], candidate, observed) + share * marginals[i];
                }
            }
            sum += product;
        }
        return even + sum;
    }

    /** For decisions without a table: the density of all observations of the decision. */
    private double[] marginals(Point candidate, int[] active, double[][] rows, int count) {
        double[] marginals = new double[count];
        for (int i = 0; i < count; i++) {
            if (rows[i] == NO_ROW) {
                double all = prior;
                double sum = prior / columns.peak(active[i]);
                for (Point point : points) {
                    if (point.isActive(active[i])) {
                        sum += weight * kernel(active[i], candidate, point.code(active[i]));
                        all += weight;
                    }
                }
                marginals[i] = sum / all;
            }
        }
        return marginals;
    }

    private double kernel(int column, Point candidate, double observed) {
        return columns.get(column).ratio(candidate.code(column), observed) / columns.peak(column);
    }
}
