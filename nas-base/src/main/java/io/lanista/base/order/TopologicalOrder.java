package io.lanista.base.order;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts things into an order in which each one comes after those that it needs: from each in turn, whatever it needs comes first.
 * Where the given order is like that already, it is kept. A search in depth, whose stack is a list, since chains may be long.
 *
 * @param <K> names of things
 * @param <V> the things
 */
public final class TopologicalOrder<K, V> {
    private final Map<K, V> all;
    private final Function<V, ? extends Collection<K>> needs;
    private final Function<List<K>, RuntimeException> cycle;
    private final Map<K, V> done = new LinkedHashMap<>();
    private final Map<K, Iterator<K>> open = new LinkedHashMap<>();
    private final Deque<K> path = new ArrayDeque<>();

    private TopologicalOrder(
            Map<K, V> all, Function<V, ? extends Collection<K>> needs, Function<List<K>, RuntimeException> cycle) {
        this.all = all;
        this.needs = needs;
        this.cycle = cycle;
    }

    /**
     * The order of all these things.
     *
     * @param all by name, in the given order
     * @param needs the names of the others that a thing needs; asked once for each, and names of nothing here don't count
     * @param cycle makes the exception for things each of which needs the next one, and the last one the first
     */
    public static <K, V> List<V> of(
            Map<K, V> all, Function<V, ? extends Collection<K>> needs, Function<List<K>, RuntimeException> cycle) {
        TopologicalOrder<K, V> order = new TopologicalOrder<>(all, needs, cycle);
        all.keySet().forEach(order::add);
        return List.copyOf(order.done.values());
    }

    private void add(K start) {
        K next = start;
        while (next != null) {
            if (!done.containsKey(next)) {
                open.put(next, needs.apply(thing(next)).iterator());
                path.push(next);
            }
            next = finish();
        }
    }

    /** Finishes the things on the path that need nothing any more, and answers with the next one that is needed, if any. */
    private @Nullable K finish() {
        while (!path.isEmpty()) {
            K last = path.peek();
            Iterator<K> left = Objects.requireNonNull(open.get(last));
            while (left.hasNext()) {
                K need = left.next();
                if (open.containsKey(need)) {
                    List<K> steps = new ArrayList<>(open.keySet());
                    throw cycle.apply(steps.subList(steps.indexOf(need), steps.size()));
                }
                if (!done.containsKey(need) && all.containsKey(need)) {
                    return need;
                }
            }
            path.pop();
            open.remove(last);
            done.put(last, thing(last));
        }
        return null;
    }

    private V thing(K name) {
        return Objects.requireNonNull(all.get(name));
    }
}
