package io.lanista.djl.train;

import io.lanista.djl.data.Batches;
import io.lanista.djl.metric.Interval;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/** Measures how good a network's outputs are, batch by batch. Used for one pass over some examples, by one thread. */
@ConsumerType
public interface Measurement {
    /**
     * Counts a batch.
     *
     * @param outputs the network's, row-major, all of them finite
     * @param examples at the batch: its labels or targets
     */
    void add(float[] outputs, Batches examples);

    /** What was measured of all batches: a value for each of {@link Problem#metrics}. */
    Map<String, Double> metrics();

    /** Where metrics would lie for other examples of the same kind, for those of them of which that is known. */
    default Map<String, Interval> intervals() {
        return Map.of();
    }
}
