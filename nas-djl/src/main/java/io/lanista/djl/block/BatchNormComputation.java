package io.lanista.djl.block;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Normalization;
import java.util.List;

/**
 * A normalisation of each channel over the batch and all other axes. Supernets know this computation: those of several choices
 * that read one image become one, and scale a candidate by its weight in the mixture.
 *
 * @param gamma scale, {@code (channels)}, or {@link WeightSlot#NONE} for ones
 * @param beta shift, {@code (channels)}, or {@link WeightSlot#NONE} for zeros; together with the scale
 * @param mean the running mean, {@code (channels)}
 * @param variance the running variance, {@code (channels)}
 * @param momentum the share of a new batch in the running statistics
 * @param epsilon added to the variance
 */
public record BatchNormComputation(
        WeightSlot gamma, WeightSlot beta, BufferSlot mean, BufferSlot variance, double momentum, double epsilon)
        implements Computation {
    @Override
    public NDArray apply(List<NDArray> inputs, Pass pass) {
        return Normalization.batchNorm(
                pass.constants(),
                inputs.get(0),
                pass.optional(gamma),
                pass.optional(beta),
                pass.buffer(mean),
                pass.buffer(variance),
                pass.training(),
                momentum,
                epsilon);
    }
}
