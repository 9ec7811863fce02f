package io.lanista.api.trial;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an evaluation found in its data: said before anything is evaluated, so that a mistake is seen by who can mend it.
 *
 * @param fingerprint the same if the examples, their parts and what is made of them are the same, whatever file they came from;
 *     another one if scores can't be compared
 * @param summary two or three lines for people
 * @param warnings what was left out, or looks odd, a sentence each
 * @param details the same and more for programs: texts, numbers, booleans, and lists and tables of them, as JSON has them
 */
public record DataDescription(
        String fingerprint, List<String> summary, List<String> warnings, Map<String, Object> details) {
    /** Copies. */
    public DataDescription {
        summary = List.copyOf(summary);
        warnings = List.copyOf(warnings);
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }
}
