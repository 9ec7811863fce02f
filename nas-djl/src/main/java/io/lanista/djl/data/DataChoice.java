package io.lanista.djl.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A source and its options, as an experiment file would name them.
 *
 * @param source the source's name
 * @param options by name
 */
public record DataChoice(String source, Map<String, Object> options) {
    /** Copies. */
    public DataChoice {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }
}
