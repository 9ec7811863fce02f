package io.lanista.runtime.watch;

import io.lanista.api.trial.Metrics;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An epoch of a supernet's training that ended; a checkpoint of it is saved.
 *
 * @param epoch from 1, rising without gaps
 * @param epochs how many there are to be
 * @param metrics what the trainer measured
 * @param weights of each decision, by label, the weight of each candidate
 * @param notes what the trainer wanted people to know since the epoch before
 */
public record SupernetEpoch(
        int epoch, int epochs, Metrics metrics, Map<String, Map<String, Double>> weights, List<String> notes) {
    /** Copies. */
    public SupernetEpoch {
        Map<String, Map<String, Double>> copy = new LinkedHashMap<>();
        weights.forEach(
                (label, candidates) -> copy.put(label, Collections.unmodifiableMap(new LinkedHashMap<>(candidates))));
        weights = Collections.unmodifiableMap(copy);
        notes = List.copyOf(notes);
    }

    /** The candidate with the largest weight, the first one of equals, and that weight, by decision. */
    public Map<String, Map.Entry<String, Double>> leading() {
        Map<String, Map.Entry<String, Double>> leading = new LinkedHashMap<>();
        weights.forEach((label, candidates) -> candidates.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .ifPresent(best -> leading.put(label, Map.entry(best.getKey(), best.getValue()))));
        return leading;
    }
}
