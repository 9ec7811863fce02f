package io.lanista.strategy.bayes;

import io.lanista.strategy.parts.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A random forest (Breiman 2001) that knows how sure it is: the trees' means and the variances in their leaves are put together by
 * the law of total variance (Hutter et al. 2014, section 4.3.2).
 */
final class Forest {
    private final List<Tree> trees;

    private Forest(List<Tree> trees) {
        this.trees = trees;
    }

    /**
     * Grows a forest, each tree from a bootstrap sample.
     *
     * @param points how many rows such a sample has at most
     */
    static Forest grow(TrainingSet data, int count, int points, double share, int leafSize, RandomGenerator random) {
        List<Tree> trees = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int[] sample =
                    random.ints(Math.min(points, data.size()), 0, data.size()).toArray();
            trees.add(Tree.grow(data, sample, share, leafSize, random));
        }
        return new Forest(trees);
    }

    Prediction predict(Row row) {
        double sum = 0;
        double squares = 0;
        for (Tree tree : trees) {
            Prediction leaf = tree.predict(row);
            sum += leaf.mean();
            squares += leaf.variance() + leaf.mean() * leaf.mean();
        }
        double mean = sum / trees.size();
        return new Prediction(mean, squares / trees.size() - mean * mean);
    }
}
