package io.lanista.base.order;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Checks how large a tree would be if what stands in several places were written out in each of them. Nothing is written out to find
 * that: an object that stands in many places is measured once. Used once, by one thread.
 *
 * @param <T> the parts of the tree, each told by its identity
 */
public final class Unfolding<T> {
    /**
     * What a part consists of.
     *
     * @param own how large it is by itself
     * @param inner the parts that stand directly inside
     * @param times how often all of these are there; at most as often as an int can say
     */
    public record Contents<T>(long own, List<T> inner, long times) {}

    /**
     * How much there may be.
     *
     * @param most of what is measured
     * @param exceeded what is thrown where there is more
     */
    public record Limit(long most, Supplier<? extends RuntimeException> exceeded) {}

    /** @param depth how many levels lie below, this one included */
    private record Measure(long size, int depth) {}

    private static final Measure NOTHING = new Measure(0, 0);

    private final Function<T, Contents<T>> contents;
    private final Limit size;
    private final Limit depth;
    private final Map<T, Measure> known = new IdentityHashMap<>();

    /**
     * @param contents what a part consists of
     * @param size how large the tree may be; at most as large as an int can say
     * @param depth how many levels it may have
     */
    public Unfolding(Function<T, Contents<T>> contents, Limit size, Limit depth) {
        this.contents = contents;
        this.size = size;
        this.depth = depth;
    }

    /** Throws what the limits say if a tree of these parts is too large. */
    public void check(List<T> roots) {
        all(roots, 1);
    }

    private Measure all(List<T> parts, int level) {
        Measure sum = NOTHING;
        for (T part : parts) {
            sum = plus(sum, measure(part, level), 1);
        }
        return sum;
    }

    private Measure measure(T part, int level) {
        Measure measure = known.get(part);
        if (level + (measure == null ? 0 : measure.depth) > depth.most) {
            throw depth.exceeded.get();
        }
        if (measure == null) {
            Contents<T> found = contents.apply(part);
            Measure inner = plus(NOTHING, all(found.inner, level + 1), found.times);
            measure = new Measure(found.own + inner.size, inner.depth + 1);
            known.put(part, measure);
        }
        return measure;
    }

    private Measure plus(Measure sum, Measure more, long times) {
        long both = sum.size + more.size * times; // Doesn't overflow: neither factor is larger than an int.
        if (both > size.most) {
            throw size.exceeded.get();
        }
        return new Measure(both, Math.max(sum.depth, more.depth));
    }
}
