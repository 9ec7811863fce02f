package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Weights;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Stands in the place of one choice in a supernet. Made once for each place by a {@link MixedBlockFactory}; places with one
 * label share their architecture parameters. Holds no tensors.
 */
@ConsumerType
public interface MixedBlock {
    /**
     * The output for a batch.
     *
     * @param inputs the choice's inputs, {@code (batch, …)}, for its {@linkplain ChoiceSite#branches() branches}
     * @param pass parameters, mode and generator of this pass
     */
    NDArray forward(List<NDArray> inputs, MixedPass pass);

    /**
     * The weight of each candidate, in their order, summing to 1. Of all places with one label, the first one is asked.
     *
     * @param architecture the current architecture parameters
     */
    double[] probabilities(Weights architecture);
}
