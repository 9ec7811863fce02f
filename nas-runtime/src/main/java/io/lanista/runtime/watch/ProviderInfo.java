package io.lanista.runtime.watch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A provider that a run uses.
 *
 * @param kind {@code strategy}, {@code trainer} or {@code evaluator}
 * @param name its name
 * @param bundle the bundle that it comes from
 * @param version that bundle's version
 * @param options its options, defaults included
 */
public record ProviderInfo(String kind, String name, String bundle, String version, Map<String, Object> options) {
    /** Copies. */
    public ProviderInfo {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /** As in {@code tpe (io.lanista.strategies-tpe 1.0.0)}. */
    @Override
    public String toString() {
        return name + " (" + bundle + " " + version + ")";
    }
}
