package io.lanista.djl.train;

import io.lanista.djl.data.Batches;
import java.util.Map;

/** Sums up how good a network's outputs are. */
interface Tally {
    /**
     * Counts a batch in.
     *
     * @param outputs the network's, row-major
     */
    void add(float[] outputs, Batches batch);

    /** What came of it, by metric. */
    Map<String, Double> metrics();
}
