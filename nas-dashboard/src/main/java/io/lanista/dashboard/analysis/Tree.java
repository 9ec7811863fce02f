package io.lanista.dashboard.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A regression tree (Breiman et al. 1984): boxes of levels, each with the mean of its trials. A node is divided where the sum of
 * squared deviations falls most, among some of the factors, drawn anew for each node; the levels of an unordered factor are divided
 * in the order of their means, which contains the best division (their section 9.4).
 */
final class Tree {
    private static final int LEAST_IN_LEAF = 3;

    /** A part of the space: a set of levels for each factor, and the mean of the trials in it. */
    record Leaf(long[] sets, double mean) {}

    /** How trials are divided: to the left those whose level of a factor is in a set. */
    private record Split(int factor, long left, double gain) {}

    private final Sample sample;
    private final RandomGenerator random;
    private final int tried;
    private final List<Leaf> leaves = new ArrayList<>();

    /**
     * Grows a tree.
     *
     * @param rows the trials to grow it from; a trial may stand there several times
     * @param tried how many factors are looked at for each node
     */
    Tree(Sample sample, int[] rows, int tried, RandomGenerator random) {
        this.sample = sample;
        this.random = random;
        this.tried = tried;
        long[] all = sample.factors().stream().mapToLong(Factor::all).toArray();
        grow(rows, all);
    }

    private void grow(int[] rows, long[] sets) {
        Split split = rows.length < 2 * LEAST_IN_LEAF ? null : best(rows, sets);
        if (split == null) {
            leaves.add(new Leaf(sets, mean(rows)));
            return;
        }
        int[] left = Arrays.stream(rows).filter(row -> isLeft(split, row)).toArray();
        int[] right = Arrays.stream(rows).filter(row -> !isLeft(split, row)).toArray();
        grow(left, narrowed(sets, split.factor, split.left));
        grow(right, narrowed(sets, split.factor, ~split.left));
    }

    private boolean isLeft(Split split, int row) {
        return (split.left >>> sample.levels()[row][split.factor] & 1) != 0;
    }

    private static long[] narrowed(long[] sets, int factor, long to) {
        long[] copy = sets.clone();
        copy[factor] &= to;
        return copy;
    }

    private double mean(int[] rows) {
        return Arrays.stream(rows)
                .mapToDouble(row -> sample.values()[row])
                .average()
                .orElse(0);
    }

    /** The best division of these trials, null if none makes the deviations smaller. */
    private @org.jspecify.annotations.Nullable Split best(int[] rows, long[] sets) {
        int factors = sample.factors().size();
        int[] order = new int[factors];
        Arrays.setAll(order, i -> i);
        Split best = null;
        for (int i = 0; i < factors && (i < tried || best == null); i++) {
            int other = i + random.nextInt(factors - i);
            int factor = order[other];
            order[other] = order[i];
            order[i] = factor;
            Split split = best(rows, factor, sets[factor]);
            if (split.gain > 1e-12 && (best == null || split.gain > best.gain)) {
                best = split;
            }
        }
        return best;
    }

    private Split best(int[] rows, int factor, long set) {
        int levels = sample.factors().get(factor).levels();
        double[] sums = new double[levels];
        int[] counts = new int[levels];
        for (int row : rows) {
            int level = sample.levels()[row][factor];
            sums[level] += sample.values()[row];
            counts[level]++;
        }
        double total = Arrays.stream(sums).sum();
        Integer[] order = order(factor, set, sums, counts);
        Split best = new Split(factor, 0, 0);
        long left = 0;
        double sum = 0;
        int count = 0;
        for (int i = 0; i + 1 < order.length; i++) {
            left |= 1L << order[i];
            sum += sums[order[i]];
            count += counts[order[i]];
            int rest = rows.length - count;
            if (count >= LEAST_IN_LEAF && rest >= LEAST_IN_LEAF) {
                double gain = sum * sum / count + (total - sum) * (total - sum) / rest - total * total / rows.length;
                if (gain > best.gain) {
                    best = new Split(factor, left, gain);
                }
            }
        }
        return best;
    }

    /** The levels of the set: in their own order, or by their means, with those that no trial has in the middle. */
    private Integer[] order(int factor, long set, double[] sums, int[] counts) {
        List<Integer> levels = new ArrayList<>();
        double total = 0;
        int count = 0;
        for (int level = 0; level < sums.length; level++) {
            if ((set >>> level & 1) != 0) {
                levels.add(level);
                total += sums[level];
                count += counts[level];
            }
        }
        double mean = total / Math.max(1, count);
        if (!sample.factors().get(factor).isOrdered()) {
            levels.sort(java.util.Comparator.comparingDouble(
                    level -> counts[level] == 0 ? mean : sums[level] / counts[level]));
        }
        return levels.toArray(Integer[]::new);
    }

    List<Leaf> leaves() {
        return leaves;
    }

    /** The mean of the leaf that a trial falls into. */
    double predict(int[] levels) {
        for (Leaf leaf : leaves) {
            boolean inside = true;
            for (int i = 0; inside && i < levels.length; i++) {
                inside = (leaf.sets()[i] >>> levels[i] & 1) != 0;
            }
            if (inside) {
                return leaf.mean();
            }
        }
        throw new IllegalStateException("The leaves of a tree cover every trial.");
    }
}
