package io.lanista.djl.block;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What one layer computes. It holds no tensors of its own: parameters and running statistics come with each pass, so the
 * same computation serves any number of networks.
 */
@ConsumerType
@FunctionalInterface
public interface Computation {
    /**
     * Computes the layer's output for a batch.
     *
     * @param inputs one tensor for each input, {@code (batch, …)}
     * @param pass parameters, mode and generator of this pass
     * @return {@code (batch, …)}; may be an input as it is
     */
    NDArray apply(List<NDArray> inputs, Pass pass);
}
