package io.lanista.strategy.parts;

import io.lanista.api.trial.Scores;
import io.lanista.base.front.Hypervolume;
import io.lanista.base.front.Ranking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The best trials of a search after several objectives, best first: by non-dominated layers, and within a layer by what each one adds
 * to its hypervolume (as MOTPE does, Ozaki et al. 2020), the earlier one first among equals. Keeps a bounded number, so that its
 * cost doesn't grow with the history. Confined to one thread.
 *
 * @param <T> what is known of a trial
 */
public final class Elite<T> {
    /**
     * A trial.
     *
     * @param item what is known of it
     * @param scores what it reached
     */
    public record Member<T>(T item, Scores scores) {}

    private final int most;
    private final List<Member<T>> sorted = new ArrayList<>();
    private boolean isSorted = true;
    private int front;
    private double @Nullable [] worst;

    /**
     * Nobody so far.
     *
     * @param most how many are kept at least
     */
    public Elite(int most) {
        this.most = most;
    }

    /**
     * Takes note of a trial; scores that are not finite numbers don't count.
     *
     * @return what is not kept any more
     */
    public List<T> add(T item, Scores scores) {
        if (!scores.areFinite()) {
            return List.of(item);
        }
        double[] gains = scores.gains();
        if (worst == null) {
            worst = gains.clone();
        }
        for (int i = 0; i < gains.length; i++) {
            worst[i] = Math.min(worst[i], gains[i]);
        }
        sorted.add(new Member<>(item, scores));
        isSorted = false;
        if (sorted.size() <= 2 * most) {
            return List.of();
        }
        sort();
        List<Member<T>> last = sorted.subList(most, sorted.size());
        List<T> dropped = last.stream().map(Member::item).toList();
        last.clear();
        front = Math.min(front, most);
        return dropped;
    }

    /** Those that are kept, best first. */
    public List<Member<T>> best() {
        sort();
        return sorted;
    }

    /** How many of {@link #best()} no other one dominates. */
    public int frontSize() {
        sort();
        return front;
    }

    /** The least gain that any trial had in each objective, also of those that aren't kept; empty before the first trial. */
    public double[] worst() {
        return worst == null ? new double[0] : worst.clone();
    }

    /** Earlier trials come first among equals, since sorting is stable and new ones are added at the end. */
    private void sort() {
        if (isSorted) {
            return;
        }
        Ranking ranking = Ranking.of(sorted.stream().map(Member::scores).toList(), Scores::gains, Scores::violation);
        double[] shares = new double[sorted.size()];
        for (int layer = 0; layer < ranking.layers(); layer++) {
            List<Integer> indexes = ranking.layer(layer);
            List<double[]> gains = indexes.stream()
                    .map(index -> sorted.get(index).scores().gains())
                    .toList();
            double[] contributions = new Hypervolume(below(gains)).contributions(gains);
            for (int i = 0; i < contributions.length; i++) {
                shares[indexes.get(i)] = contributions[i];
            }
        }
        Integer[] order = new Integer[sorted.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                Comparator.<Integer>comparingInt(ranking::rank)
                        .thenComparing(Comparator.<Integer>comparingDouble(index -> shares[index])
                                .reversed()));
        List<Member<T>> old = List.copyOf(sorted);
        for (int i = 0; i < order.length; i++) {
            sorted.set(i, old.get(order[i]));
        }
        front = ranking.layers() == 0 ? 0 : ranking.layer(0).size();
        isSorted = true;
    }

    /** A tenth of a layer's range below its worst gains (Ishibuchi et al. 2018), so that the outermost ones count. */
    private static double[] below(List<double[]> gains) {
        double[] reference = gains.get(0).clone();
        double[] high = reference.clone();
        for (double[] point : gains) {
            for (int i = 0; i < point.length; i++) {
                reference[i] = Math.min(reference[i], point[i]);
                high[i] = Math.max(high[i], point[i]);
            }
        }
        for (int i = 0; i < reference.length; i++) {
            double range = high[i] - reference[i];
            reference[i] -= range > 0 ? range / 10 : 1;
        }
        return reference;
    }
}
