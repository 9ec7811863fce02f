package io.lanista.djl.train;

import io.lanista.djl.backend.NamedArrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The best epoch of a trial so far.
 *
 * @param epoch its number
 * @param metrics what was measured after it
 * @param network its weights and running statistics
 */
record BestEpoch(int epoch, SortedMap<String, Double> metrics, NamedArrays network) {
    BestEpoch {
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    }
}
