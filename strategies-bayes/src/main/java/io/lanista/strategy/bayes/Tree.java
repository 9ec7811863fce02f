package io.lanista.strategy.bayes;

import io.lanista.strategy.parts.Prediction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A regression tree that splits where the squared error falls most (Breiman et al. 1984): numbers at a threshold, categories into
 * two sets, for which it is enough to try the categories in the order of their means. Inactive decisions are a category of their
 * own, and a number below all others.
 */
final class Tree {
    /** Where a split sends a row. */
    private interface Split {
        boolean left(double value);
    }

    private record Node(int feature, Split split, int left, int right, double mean, double variance) {}

    private record Best(int feature, Split split, double gain) {}

    private static final int NONE = -1;
    private static final Split LEAF = value -> true;

    private final List<Node> nodes = new ArrayList<>();
    private final TrainingSet data;
    private final double share;
    private final int leafSize;
    private final RandomGenerator random;

    private Tree(TrainingSet data, double share, int leafSize, RandomGenerator random) {
        this.data = data;
        this.share = share;
        this.leafSize = leafSize;
        this.random = random;
    }

    /**
     * Grows a tree.
     *
     * @param rows the indexes of the rows to grow it from; repeats count twice
     * @param share how many of the features each split looks at, from 0 to 1
     * @param leafSize how many rows a leaf holds at least
     */
    static Tree grow(TrainingSet data, int[] rows, double share, int leafSize, RandomGenerator random) {
        Tree tree = new Tree(data, share, leafSize, random);
        tree.add(rows);
        return tree;
    }

    private int add(int[] rows) {
        int index = nodes.size();
        double mean = Arrays.stream(rows).mapToDouble(data::target).sum() / rows.length;
        double squares = 0;
        for (int row : rows) {
            squares += (data.target(row) - mean) * (data.target(row) - mean);
        }
        Node leaf = new Node(NONE, LEAF, NONE, NONE, mean, squares / rows.length);
        nodes.add(leaf);
        Best best = rows.length >= 2 * leafSize && squares > 1e-12 ? best(rows, mean) : new Best(NONE, LEAF, 0);
        if (best.feature != NONE) {
            int[] left = Arrays.stream(rows)
                    .filter(row -> best.split.left(data.value(row, best.feature)))
                    .toArray();
            int[] right = Arrays.stream(rows)
                    .filter(row -> !best.split.left(data.value(row, best.feature)))
                    .toArray();
            nodes.set(index, new Node(best.feature, best.split, add(left), add(right), leaf.mean, leaf.variance));
        }
        return index;
    }

    /** The best split of a share of the features; where those have none, of the others. */
    private Best best(int[] rows, double mean) {
        int[] order = data.shuffledFeatures(random);
        int enough = (int) Math.max(1, Math.ceil(share * order.length));
        Best best = new Best(NONE, LEAF, 1e-12);
        for (int i = 0; i < order.length && (i < enough || best.feature == NONE); i++) {
            Best next = data.isOrdered(order[i]) ? threshold(rows, order[i], mean) : subset(rows, order[i], mean);
            best = next.gain > best.gain ? next : best;
        }
        return best;
    }

    private Best threshold(int[] rows, int feature, double mean) {
        int[] order = Arrays.stream(rows)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> data.value(row, feature)))
                .mapToInt(Integer::intValue)
                .toArray();
        Best best = new Best(NONE, LEAF, 0);
        double sum = 0;
        for (int i = 1; i < order.length; i++) {
            sum += data.target(order[i - 1]) - mean;
            double low = data.value(order[i - 1], feature);
            double high = data.value(order[i], feature);
            double gain = low < high ? gain(sum, i, order.length) : 0;
            if (gain > best.gain) {
                double middle = (low + high) / 2;
                best = new Best(feature, value -> value < middle, gain);
            }
        }
        return best;
    }

    private Best subset(int[] rows, int feature, double mean) {
        int categories = 0;
        for (int row : rows) {
            categories = Math.max(categories, (int) data.value(row, feature) + 2);
        }
        double[] sums = new double[categories];
        int[] counts = new int[categories];
        for (int row : rows) {
            int category = (int) data.value(row, feature) + 1;
            sums[category] += data.target(row) - mean;
            counts[category]++;
        }
        int[] present = IntStream.range(0, categories)
                .filter(category -> counts[category] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(category -> sums[category] / counts[category]))
                .mapToInt(Integer::intValue)
                .toArray();
        double sum = 0;
        int count = 0;
        double most = 0;
        int cut = 0;
        for (int i = 0; i < present.length - 1; i++) {
            sum += sums[present[i]];
            count += counts[present[i]];
            double gain = gain(sum, count, rows.length);
            if (gain > most) {
                most = gain;
                cut = i + 1;
            }
        }
        return cut == 0 ? new Best(NONE, LEAF, 0) : new Best(feature, membership(present, cut), most);
    }

    /** Categories that no row here has go either way, evenly. */
    private Split membership(int[] present, int cut) {
        long seen = 0;
        long left = 0;
        for (int i = 0; i < present.length; i++) {
            long bit = 1L << Math.min(63, present[i]);
            seen |= bit;
            left |= i < cut ? bit : 0;
        }
        long goesLeft = left | (random.nextLong() & ~seen);
        return value -> (goesLeft >>> Math.min(63, (int) value + 1) & 1) != 0;
    }

    /** By how much the squared error falls, given the sum of the left part's deviations from the common mean. */
    private double gain(double sum, int left, int all) {
        int right = all - left;
        return left < leafSize || right < leafSize ? 0 : sum * sum / left + sum * sum / right;
    }

    private Node leaf(Row row) {
        Node node = nodes.get(0);
        while (node.feature != NONE) {
            node = nodes.get(node.split.left(row.value(node.feature)) ? node.left : node.right);
        }
        return node;
    }

    /** The mean and the variance of the targets in the row's leaf. */
    Prediction predict(Row row) {
        Node leaf = leaf(row);
        return new Prediction(leaf.mean, leaf.variance);
    }
}
