package io.lanista.runtime.baseline;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a simple model reaches on the test part.
 *
 * @param name {@code majority} (for numbers {@code mean}), {@code linear} or {@code forest}
 * @param metrics the same as those of a network
 */
public record Baseline(String name, Map<String, Double> metrics) {
    /** Copies. */
    public Baseline {
        metrics = Map.copyOf(new TreeMap<>(metrics));
    }
}
