package io.lanista.base.count;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/** All subsets of {@code 0..n-1} with a size in a range, smaller ones first, each size in lexicographic order. */
public final class Combinations extends AbstractList<Object> implements RandomAccess {
    private final int candidates;
    private final int min;
    private final int max;

    /**
     * @param candidates {@code n}
     * @param min the smallest size, at least 0
     * @param max the largest size, at most {@code n}
     */
    public Combinations(int candidates, int min, int max) {
        this.candidates = candidates;
        this.min = min;
        this.max = max;
    }

    /** The number of subsets; values above {@code Long.MAX_VALUE} are capped there. */
    public static long count(int candidates, int min, int max) {
        long sum = 0;
        for (int size = min; size <= max; size++) {
            long subsets = binomial(candidates, size);
            if (subsets > Long.MAX_VALUE - sum) {
                return Long.MAX_VALUE;
            }
            sum += subsets;
        }
        return sum;
    }

    private static long binomial(int n, int k) {
        long result = 1;
        for (int i = 1; i <= Math.min(k, n - k); i++) {
            long factor = n - Math.min(k, n - k) + i;
            if (result > Long.MAX_VALUE / factor) {
                return Long.MAX_VALUE;
            }
            result = result * factor / i;
        }
        return k < 0 || k > n ? 0 : result;
    }

    @Override
    public Object get(int index) {
        long rest = Objects.checkIndex(index, size());
        int chosen = min;
        while (rest >= binomial(candidates, chosen)) {
            rest -= binomial(candidates, chosen++);
        }
        List<Object> subset = new ArrayList<>(chosen);
        long next = 0;
        for (int left = chosen; left > 0; left--) {
            for (long with = binomial((int) (candidates - next - 1), left - 1);
                    rest >= with;
                    with = binomial((int) (candidates - next - 1), left - 1)) {
                rest -= with;
                next++;
            }
            subset.add(next++);
        }
        return List.copyOf(subset);
    }

    @Override
    public int size() {
        return (int) count(candidates, min, max);
    }
}
