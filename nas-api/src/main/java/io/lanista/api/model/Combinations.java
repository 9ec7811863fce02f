package io.lanista.api.model;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/** All subsets of {@code 0..n-1} with a size in a range, smaller ones first, each size in lexicographic order. */
final class Combinations extends AbstractList<Object> implements RandomAccess {
    private final int candidates;
    private final int least;
    private final int most;

    Combinations(int candidates, int least, int most) {
        this.candidates = candidates;
        this.least = least;
        this.most = most;
    }

    /** The number of subsets; values above {@code Long.MAX_VALUE} are capped there. */
    static long count(int candidates, int least, int most) {
        long sum = 0;
        for (int size = least; size <= most; size++) {
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
        int chosen = least;
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
        return (int) count(candidates, least, most);
    }
}
