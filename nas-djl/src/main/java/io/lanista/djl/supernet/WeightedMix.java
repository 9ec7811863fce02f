package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A mixed block whose output is the sum of its branches, each times a weight that doesn't depend on the input. A supernet may
 * compute such blocks in another way, several at once, with the same result; then {@link #forward} isn't called.
 */
@ConsumerType
public interface WeightedMix extends MixedBlock {
    /**
     * The weight of each branch in this pass: {@code (branches)}. The same tensor for all places with one label.
     *
     * @param pass knows the architecture parameters; {@link MixedPass#once} keeps the tensor
     */
    NDArray weights(MixedPass pass);

    @Override
    NDArray forward(List<NDArray> inputs, MixedPass pass);

    @Override
    default NDArray relaxedProbabilities(MixedPass pass) {
        return weights(pass);
    }

    @Override
    double[] probabilities(Alphas alphas);
}
