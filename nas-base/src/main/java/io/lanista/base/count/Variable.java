package io.lanista.base.count;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Something that has one of several values, and perhaps only if others have certain values.
 *
 * @param key names it
 * @param values those that it may have, without repeats, in order
 * @param continuous whether it may have any value between these, so that it counts as having one; no other variable depends on it
 * @param evenly draws one of all its values
 * @param when its condition: it has a value if at least one of these alternatives holds. An alternative holds if each variable that
 *     it names has one of the values that it lists; so an empty one always holds
 * @param <K> names
 * @param <V> values
 */
public record Variable<K, V>(
        K key, List<V> values, boolean continuous, Function<RandomGenerator, V> evenly, List<Map<K, List<V>>> when) {

    /** Whether at least one of these alternatives holds; what has no value is none of those that are listed. */
    public static <K, V> boolean holds(List<Map<K, List<V>>> alternatives, Map<K, V> values) {
        for (Map<K, List<V>> alternative : alternatives) {
            if (all(alternative, values)) {
                return true;
            }
        }
        return false;
    }

    private static <K, V> boolean all(Map<K, List<V>> alternative, Map<K, V> values) {
        for (Map.Entry<K, List<V>> term : alternative.entrySet()) {
            V value = values.get(term.getKey());
            if (value == null || !term.getValue().contains(value)) {
                return false;
            }
        }
        return true;
    }
}
