package io.lanista.dashboard.analysis;

import java.util.List;

/**
 * How much of what a forest predicts comes from each decision: functional analysis of variance (Hutter, Hoos and Leyton-Brown 2014,
 * "An efficient approach for assessing hyperparameter importance"). A decision's share is the variance of the prediction that is
 * averaged over all other decisions (section 3.1), divided by the whole variance; it is computed exactly from the boxes of each
 * tree (algorithm 2), and the trees differ by how much it is uncertain.
 */
public final class Anova {
    /**
     * A mean over the trees of a forest.
     *
     * @param mean the mean
     * @param deviation the standard deviation between trees
     */
    public record Estimate(double mean, double deviation) {
        static Estimate of(double[] values) {
            double mean = 0;
            for (double value : values) {
                mean += value / values.length;
            }
            double squares = 0;
            for (double value : values) {
                squares += (value - mean) * (value - mean);
            }
            return new Estimate(mean, values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1)));
        }
    }

    private final List<Factor> factors;
    private final List<BoxedTree> trees;

    private Anova(Forest forest) {
        this.factors = forest.factors();
        this.trees = forest.trees().stream()
                .map(tree -> new BoxedTree(factors, tree.leaves()))
                .toList();
    }

    /** The analysis of a forest. */
    public static Anova of(Forest forest) {
        return new Anova(forest);
    }

    /** The share of the variance that one decision makes by itself, from 0 to 1. */
    public Estimate share(int factor) {
        return Estimate.of(
                trees.stream().mapToDouble(tree -> tree.share(factor)).toArray());
    }

    /** The share of the variance that two decisions make together, beyond what each makes by itself. */
    public Estimate share(int first, int second) {
        return Estimate.of(
                trees.stream().mapToDouble(tree -> tree.share(first, second)).toArray());
    }

    /** The prediction for each level of a decision, averaged over all other decisions. */
    public Estimate[] marginal(int factor) {
        Estimate[] levels = new Estimate[factors.get(factor).levels()];
        double[][] byTree = trees.stream().map(tree -> tree.marginal(factor)).toArray(double[][]::new);
        for (int level = 0; level < levels.length; level++) {
            int at = level;
            levels[level] = Estimate.of(java.util.Arrays.stream(byTree)
                    .mapToDouble(tree -> tree[at])
                    .toArray());
        }
        return levels;
    }

    /** The prediction for each pair of levels of two decisions, averaged over all other decisions: rows are levels of the first. */
    public double[][] marginal(int first, int second) {
        double[][] sum =
                new double[factors.get(first).levels()][factors.get(second).levels()];
        for (BoxedTree tree : trees) {
            double[][] one = tree.marginal(first, second);
            for (int i = 0; i < sum.length; i++) {
                for (int j = 0; j < sum[i].length; j++) {
                    sum[i][j] += one[i][j] / trees.size();
                }
            }
        }
        return sum;
    }
}
