package io.lanista.djl.block;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Normalization;
import java.util.List;

/**
 * A normalisation of groups of channels of each example by itself.
 *
 * @param groups a divisor of the channels
 * @param gamma scale, {@code (channels)}, or {@link WeightSlot#NONE} for ones
 * @param beta shift, {@code (channels)}, or {@link WeightSlot#NONE} for zeros; together with the scale
 * @param epsilon added to the variance
 */
record GroupNormComputation(int groups, WeightSlot gamma, WeightSlot beta, double epsilon) implements Computation {
    @Override
    public NDArray apply(List<NDArray> inputs, Pass pass) {
        return Normalization.groupNorm(
                pass.constants(), inputs.get(0), groups, pass.optional(gamma), pass.optional(beta), epsilon);
    }
}
