package io.lanista.base.front;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Many things in layers, after Deb, Pratap, Agarwal and Meyarivan, "A Fast and Elitist Multiobjective Genetic Algorithm: NSGA-II",
 * IEEE Transactions on Evolutionary Computation 6 (2002). The first layer, of rank 0, holds what nothing dominates; the
 * next one what only the first dominates, and so on. Within a layer, the crowding distance says how lonely each one is.
 *
 * <p>Things are compared by their gains, of which more is better, and by how far they violate bounds: less violation dominates; with as
 * much, what has at least as much of every gain and more of one (constraint domination, Deb et al. 2002, section VI).
 *
 * <p>With one objective, ranks are places: equal ones share a rank. Immutable, and safe for use by several threads.
 */
public final class Ranking {
    private final double[][] gains;
    private final double[] violations;
    private final int[] ranks;
    private final List<int[]> layers;
    private final double[] crowding;

    private Ranking(double[][] gains, double[] violations) {
        this.gains = gains;
        this.violations = violations;
        this.ranks = new int[gains.length];
        this.layers = findLayers();
        this.crowding = new double[gains.length];
        for (int rank = 0; rank < layers.size(); rank++) {
            for (int index : layers.get(rank)) {
                ranks[index] = rank;
            }
            crowd(layers.get(rank));
        }
    }

    /**
     * The ranking of these things.
     *
     * @param gains one for each objective, the same number for all; none of them NaN
     * @param violation 0 if no bound is violated
     */
    public static <T> Ranking of(List<T> things, Function<T, double[]> gains, ToDoubleFunction<T> violation) {
        return new Ranking(
                things.stream().map(gains).toArray(double[][]::new),
                things.stream().mapToDouble(violation).toArray());
    }

    /**
     * In an order in which nothing is dominated by what comes later, each thing goes to the first layer none of whose members
     * dominates it; if one does in a layer, there may be room in later ones only, so the first free layer is found by bisection
     * (Zhang, Tian, Cheng and Jin, "An Efficient Approach to Nondominated Sorting", 2015, ENS-BS).
     */
    private List<int[]> findLayers() {
        int[] order = IntStream.range(0, gains.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer index) -> violations[index])
                        .thenComparing((left, right) -> -Arrays.compare(gains[left], gains[right]))
                        .thenComparing(Comparator.naturalOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
        List<List<Integer>> found = new ArrayList<>();
        for (int index : order) {
            int low = 0;
            int high = found.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (isDominated(index, found.get(middle))) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            if (low == found.size()) {
                found.add(new ArrayList<>());
            }
            found.get(low).add(index);
        }
        return found.stream()
                .map(layer ->
                        layer.stream().mapToInt(Integer::intValue).sorted().toArray())
                .toList();
    }

    /**
     * The last ones that came into a layer are the likeliest to dominate what comes next. With two objectives the very last one has
     * the layer's highest gain in the second, so that no other one has to be asked.
     */
    private boolean isDominated(int index, List<Integer> layer) {
        int first = gains[index].length <= 2 ? layer.size() - 1 : 0;
        for (int i = layer.size() - 1; i >= first; i--) {
            if (dominates(layer.get(i), index)) {
                return true;
            }
        }
        return false;
    }

    private boolean dominates(int one, int other) {
        if (violations[one] != violations[other]) {
            return violations[one] < violations[other];
        }
        boolean better = false;
        for (int i = 0; i < gains[one].length; i++) {
            int order = Double.compare(gains[one][i], gains[other][i]);
            if (order < 0) {
                return false;
            }
            better |= order > 0;
        }
        return better;
    }

    /**
     * The sum, over the objectives, of the distance between a thing's two neighbours, as a share of the layer's range; infinite for
     * the outermost ones. Objectives in which a layer has no range, or no finite one, count for nothing.
     */
    private void crowd(int[] layer) {
        for (int objective = 0; objective < gains[layer[0]].length; objective++) {
            int sought = objective;
            int[] order = Arrays.stream(layer)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer index) -> gain(index, sought))
                            .thenComparing(Comparator.naturalOrder()))
                    .mapToInt(Integer::intValue)
                    .toArray();
            int last = order.length - 1;
            crowding[order[0]] = Double.POSITIVE_INFINITY;
            crowding[order[last]] = Double.POSITIVE_INFINITY;
            double range = gain(order[last], sought) - gain(order[0], sought);
            if (!(range > 0) || !Double.isFinite(range)) {
                continue;
            }
            for (int i = 1; i < last; i++) {
                crowding[order[i]] += (gain(order[i + 1], sought) - gain(order[i - 1], sought)) / range;
            }
        }
    }

    private double gain(int index, int objective) {
        return gains[index][objective];
    }

    /** How many layers there are. */
    public int layers() {
        return layers.size();
    }

    /** The indexes of the things in a layer, rising. */
    public List<Integer> layer(int rank) {
        return Arrays.stream(layers.get(rank)).boxed().toList();
    }

    /** The layer of a thing, from 0 for the best. */
    public int rank(int index) {
        return ranks[index];
    }

    /** How far the neighbours of a thing in its layer are from each other; infinite at the ends. */
    public double crowding(int index) {
        return crowding[index];
    }

    /** All indexes, the best first: by rank, then the lonelier one first, then the earlier one. */
    public List<Integer> bestFirst() {
        return IntStream.range(0, ranks.length)
                .boxed()
                .sorted(Comparator.comparingInt(this::rank)
                        .thenComparing(
                                Comparator.comparingDouble(this::crowding).reversed())
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }
}
