package io.lanista.djl.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a source found where the data are, to be said before anything trains.
 *
 * @param summary what it is and how it was read, in a few words without a full stop; empty if there is nothing to say
 * @param warnings what was left out or looks odd, a sentence each
 * @param details the same and more for programs: texts, numbers, booleans, and lists and tables of them
 */
public record Findings(String summary, List<String> warnings, Map<String, Object> details) {
    /** Nothing to say. */
    public static final Findings NONE = new Findings("", List.of(), Map.of());

    /** Copies. */
    public Findings {
        warnings = List.copyOf(warnings);
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }
}
