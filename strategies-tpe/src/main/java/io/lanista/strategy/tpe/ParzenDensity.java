package io.lanista.strategy.tpe;

import java.util.Arrays;
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
    private final Columns columns;
    private final List<Point> points;
    private final double share;
    private final double weight;
    private final double prior;
    /** By column, code and observed code, and last where the observation tells nothing; null for columns without a table. */
    private final double[][][] tables;
    /** By column and point: the observed code, as an index into a table's rows. */
    private final int[][] observed;

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
        this.observed = new int[columns.count()][];
        for (int column = 0; column < tables.length; column++) {
            double[][] kernel = columns.table(column);
            if (kernel != null) {
                observed[column] = observed(column, kernel.length);
                tables[column] = share == 0 ? kernel : shared(column, kernel);
            }
        }
    }

    private int[] observed(int column, int none) {
        int[] indexes = new int[points.size()];
        for (int i = 0; i < indexes.length; i++) {
            double code = points.get(i).code(column);
            indexes[i] = Double.isNaN(code) ? none : (int) code;
        }
        return indexes;
    }

    private double[][] shared(int column, double[][] kernel) {
        double[] seen = new double[kernel.length + 1];
        for (int index : observed[column]) {
            seen[index] += weight;
        }
        double[][] table = new double[kernel.length][];
        for (int code = 0; code < kernel.length; code++) {
            double marginal = prior / columns.peak(column);
            double all = prior;
            for (int other = 0; other < kernel.length; other++) {
                marginal += seen[other] * kernel[code][other];
                all += seen[other];
            }
            table[code] = kernel[code].clone();
            for (int other = 0; other < kernel.length; other++) {
                table[code][other] = (1 - share) * kernel[code][other] + share * marginal / all;
            }
        }
        return table;
    }

    /** The density at a candidate. */
    double at(Point candidate) {
        double[] products = new double[points.size()];
        Arrays.fill(products, weight);
        double even = prior;
        for (int column = 0; column < candidate.columns(); column++) {
            if (candidate.isActive(column)) {
                even *= 1 / columns.peak(column);
                if (tables[column] != null) {
                    multiply(products, tables[column][(int) candidate.code(column)], observed[column]);
                } else {
                    multiply(products, column, candidate);
                }
            }
        }
        double sum = 0;
        for (double product : products) {
            sum += product;
        }
        return even + sum;
    }

    private static void multiply(double[] products, double[] row, int[] observed) {
        for (int i = 0; i < products.length; i++) {
            products[i] *= row[observed[i]];
        }
    }

    /** For decisions without a table. */
    private void multiply(double[] products, int column, Point candidate) {
        double[] kernels = new double[products.length];
        double sum = prior / columns.peak(column);
        double all = prior;
        for (int i = 0; i < kernels.length; i++) {
            if (points.get(i).isActive(column)) {
                kernels[i] = kernel(column, candidate, points.get(i).code(column));
                sum += weight * kernels[i];
                all += weight;
            }
        }
        double marginal = share > 0 ? share * (sum / all) : 0;
        for (int i = 0; i < kernels.length; i++) {
            products[i] *= points.get(i).isActive(column)
                    ? (1 - share) * kernels[i] + marginal
                    : 1 / columns.peak(column); // The observation tells nothing of this decision.
        }
    }

    private double kernel(int column, Point candidate, double observation) {
        return columns.get(column).ratio(candidate.code(column), observation) / columns.peak(column);
    }
}
