package io.lanista.runtime.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A random forest (Breiman, "Random Forests", 2001): trees on samples drawn with replacement, each split the best of some columns drawn
 * anew. Numbers are cut at up to 63 quantiles, so that a split is found by counting (as in LightGBM, Ke et al., 2017, section 2.1). The
 * best split makes the variance of the targets least, which for classes, told by ones and zeros, is Gini's impurity. Its answers are to be
 * probabilities: leaves hold at least five examples (Malley et al., "Probability Machines", 2012), and one example more that is like all of
 * them together keeps a class from being impossible (the m-estimate of Cestnik, "Estimating Probabilities", 1990, with m = 1).
 */
final class Forest {
    private static final int TREES = 100;
    private static final int BINS = 64;
    private static final int MOST_DEPTH = 40;
    private static final int LEAST_LEAF = 5;

    private final Rows rows;
    private final byte[][] bins;
    private final float[][] edges;
    private final int tried;
    private final double[] prior;
    private final List<Node> trees = new ArrayList<>();

    /** A place in a tree: a question or an answer. */
    private sealed interface Node {}

    /** Values up to the edge go left. */
    private record Question(int column, float edge, Node left, Node right) implements Node {}

    /** The mean of the targets. */
    private record Leaf(double... answer) implements Node {}

    /** Where to cut. */
    private record Split(int column, int bin, double gain) {}

    private Forest(Rows rows, boolean classes) {
        this.rows = rows;
        int width = rows.width();
        // As Breiman has it.
        this.tried = classes ? Math.max(1, (int) Math.round(Math.sqrt(width))) : Math.max(1, width / 3);
        this.prior = rows.means();
        this.edges = new float[width][];
        this.bins = new byte[width][rows.size()];
        for (int column = 0; column < width; column++) {
            edges[column] = edges(column);
            for (int row = 0; row < rows.size(); row++) {
                bins[column][row] = (byte) bin(edges[column], rows.features()[row][column]);
            }
        }
    }

    /** Grows the trees. */
    static Forest fit(Rows rows, boolean classes) {
        Forest forest = new Forest(rows, classes);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        for (int tree = 0; tree < TREES; tree++) {
            int[] sample = new int[rows.size()];
            for (int i = 0; i < sample.length; i++) {
                sample[i] = random.nextInt(rows.size());
            }
            forest.trees.add(forest.grow(sample, 0, sample.length, 0, random));
        }
        return forest;
    }

    /** The mean of the trees' answers for one example, a little nearer to the mean of all. */
    double[] predict(float... features) {
        double[] mean = new double[rows.outputs()];
        for (Node tree : trees) {
            Node node = tree;
            while (node instanceof Question question) {
                node = features[question.column] <= question.edge ? question.left : question.right;
            }
            double[] answer = ((Leaf) node).answer;
            for (int i = 0; i < mean.length; i++) {
                mean[i] += answer[i] / trees.size();
            }
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (mean[i] * rows.size() + prior[i]) / (rows.size() + 1);
        }
        return mean;
    }

    private float[] edges(int column) {
        float[] sorted = new float[rows.size()];
        for (int row = 0; row < sorted.length; row++) {
            sorted[row] = rows.features()[row][column];
        }
        Arrays.sort(sorted);
        float[] all = new float[BINS - 1];
        int count = 0;
        float[] different = new float[BINS];
        int kinds = 0;
        for (int i = 0; i < sorted.length && kinds < BINS; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                different[kinds++] = sorted[i];
            }
        }
        if (kinds < BINS) {
            for (int i = 0; i + 1 < kinds; i++) {
                all[count++] = (different[i] + different[i + 1]) / 2;
            }
            return Arrays.copyOf(all, count);
        }
        for (int i = 1; i < BINS; i++) {
            int at = (int) ((long) i * sorted.length / BINS);
            float edge = (sorted[at - 1] + sorted[at]) / 2;
            if (count == 0 || edge > all[count - 1]) {
                all[count++] = edge;
            }
        }
        return Arrays.copyOf(all, count);
    }

    private static int bin(float[] edges, float value) {
        int low = 0;
        int high = edges.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (value <= edges[middle]) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Grows a tree for the part of the sample from one place to another, and sorts that part by its questions. */
    private Node grow(int[] sample, int from, int to, int depth, RandomGenerator random) {
        double[] sums = new double[rows.outputs()];
        for (int i = from; i < to; i++) {
            add(sums, rows.targets()[sample[i]]);
        }
        Split best = depth < MOST_DEPTH && to - from >= 2 * LEAST_LEAF ? split(sample, from, to, sums, random) : null;
        if (best == null || best.gain <= 1e-12) {
            double[] mean = new double[sums.length];
            for (int i = 0; i < mean.length; i++) {
                mean[i] = sums[i] / (to - from);
            }
            return new Leaf(mean);
        }
        int middle = from;
        for (int i = from; i < to; i++) {
            if (bins[best.column][sample[i]] <= best.bin) {
                int row = sample[i];
                sample[i] = sample[middle];
                sample[middle++] = row;
            }
        }
        return new Question(
                best.column,
                edges[best.column][best.bin],
                grow(sample, from, middle, depth + 1, random),
                grow(sample, middle, to, depth + 1, random));
    }

    private Split split(int[] sample, int from, int to, double[] sums, RandomGenerator random) {
        Split best = new Split(0, 0, 0);
        int[] columns = new int[rows.width()];
        Arrays.setAll(columns, column -> column);
        int useful = 0;
        for (int place = 0; place < columns.length && useful < tried; place++) {
            int other = place + random.nextInt(columns.length - place);
            int column = columns[other];
            columns[other] = columns[place];
            columns[place] = column;
            Split cut = best(column, sample, from, to, sums);
            useful += cut.gain > 0 ? 1 : 0; // Columns that are the same everywhere here don't count.
            best = cut.gain > best.gain ? cut : best;
        }
        return best;
    }

    private Split best(int column, int[] sample, int from, int to, double[] sums) {
        int outputs = sums.length;
        int count = edges[column].length + 1;
        double[] binSums = new double[count * outputs];
        int[] sizes = new int[count];
        for (int i = from; i < to; i++) {
            int bin = bins[column][sample[i]];
            sizes[bin]++;
            double[] targets = rows.targets()[sample[i]];
            for (int output = 0; output < outputs; output++) {
                binSums[bin * outputs + output] += targets[output];
            }
        }
        double whole = square(sums) / (to - from);
        double[] left = new double[outputs];
        int size = 0;
        Split best = new Split(column, 0, 0);
        for (int bin = 0; bin + 1 < count; bin++) {
            size += sizes[bin];
            for (int output = 0; output < outputs; output++) {
                left[output] += binSums[bin * outputs + output];
            }
            if (sizes[bin] == 0 || size < LEAST_LEAF || to - from - size < LEAST_LEAF) {
                continue;
            }
            double right = 0;
            for (int output = 0; output < outputs; output++) {
                right += (sums[output] - left[output]) * (sums[output] - left[output]);
            }
            double gain = square(left) / size + right / (to - from - size) - whole;
            if (gain > best.gain) {
                best = new Split(column, bin, gain);
            }
        }
        return best;
    }

    private static double square(double... values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return sum;
    }

    private static void add(double[] to, double[] what) {
        for (int i = 0; i < to.length; i++) {
            to[i] += what[i];
        }
    }
}
