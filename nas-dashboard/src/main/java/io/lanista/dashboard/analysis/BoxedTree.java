package io.lanista.dashboard.analysis;

import java.util.List;

/** The leaves of a tree as boxes with a weight, and the means over them. */
final class BoxedTree {
    private final List<Factor> factors;
    private final List<Tree.Leaf> leaves;

    /** Of each leaf, how much its set of levels of each factor weighs. */
    private final double[][] weights;

    private final double mean;
    private final double variance;

    BoxedTree(List<Factor> factors, List<Tree.Leaf> leaves) {
        this.factors = factors;
        this.leaves = leaves;
        this.weights = new double[leaves.size()][factors.size()];
        double sum = 0;
        double squares = 0;
        for (int leaf = 0; leaf < leaves.size(); leaf++) {
            double volume = 1;
            for (int factor = 0; factor < factors.size(); factor++) {
                weights[leaf][factor] =
                        factors.get(factor).weight(leaves.get(leaf).sets()[factor]);
                volume *= weights[leaf][factor];
            }
            double value = leaves.get(leaf).mean();
            sum += volume * value;
            squares += volume * value * value;
        }
        mean = sum;
        variance = Math.max(0, squares - sum * sum);
    }

    double share(int factor) {
        return variance == 0 ? 0 : Math.max(0, spread(factor) / variance);
    }

    double share(int first, int second) {
        if (variance == 0) {
            return 0;
        }
        double[][] means = marginal(first, second);
        double spread = 0;
        for (int i = 0; i < means.length; i++) {
            for (int j = 0; j < means[i].length; j++) {
                double weight =
                        factors.get(first).weight(i) * factors.get(second).weight(j);
                spread += weight * (means[i][j] - mean) * (means[i][j] - mean);
            }
        }
        return Math.max(0, (spread - spread(first) - spread(second)) / variance);
    }

    private double spread(int factor) {
        double[] means = marginal(factor);
        double spread = 0;
        for (int level = 0; level < means.length; level++) {
            spread += factors.get(factor).weight(level) * (means[level] - mean) * (means[level] - mean);
        }
        return spread;
    }

    double[] marginal(int factor) {
        double[] means = new double[factors.get(factor).levels()];
        for (int leaf = 0; leaf < leaves.size(); leaf++) {
            double part = leaves.get(leaf).mean() * volumeBeside(leaf, factor, factor);
            long set = leaves.get(leaf).sets()[factor];
            for (int level = 0; level < means.length; level++) {
                if ((set >>> level & 1) != 0) {
                    means[level] += part;
                }
            }
        }
        return means;
    }

    double[][] marginal(int first, int second) {
        double[][] means =
                new double[factors.get(first).levels()][factors.get(second).levels()];
        for (int leaf = 0; leaf < leaves.size(); leaf++) {
            double part = leaves.get(leaf).mean() * volumeBeside(leaf, first, second);
            long rows = leaves.get(leaf).sets()[first];
            long columns = leaves.get(leaf).sets()[second];
            for (int i = 0; i < means.length; i++) {
                for (int j = 0; (rows >>> i & 1) != 0 && j < means[i].length; j++) {
                    if ((columns >>> j & 1) != 0) {
                        means[i][j] += part;
                    }
                }
            }
        }
        return means;
    }

    /** How much a leaf weighs in all factors but these. */
    private double volumeBeside(int leaf, int first, int second) {
        double volume = 1;
        for (int factor = 0; factor < factors.size(); factor++) {
            if (factor != first && factor != second) {
                volume *= weights[leaf][factor];
            }
        }
        return volume;
    }
}
