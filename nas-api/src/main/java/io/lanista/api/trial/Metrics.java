package io.lanista.api.trial;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Named numbers that an evaluation measured.
 *
 * @param values by name, sorted; immutable
 */
public record Metrics(SortedMap<String, Double> values) {
    /** No metric at all. */
    public static final Metrics NONE = of(Map.of());

    /** Copies. */
    public Metrics {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** One metric. */
    public static Metrics of(String name, double value) {
        return of(Map.of(name, value));
    }

    /** These metrics. */
    public static Metrics of(Map<String, Double> values) {
        return new Metrics(new TreeMap<>(values));
    }

    /** The value of one metric. */
    public double get(String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "No metric '" + name + "' was measured. Available: " + String.join(", ", values.keySet()) + ".");
        }
        return value;
    }
}
