package io.lanista.djl.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.lanista.djl.backend.Layers;
import java.util.List;

/**
 * A convolution over the axes behind the channels. Supernets know this computation: convolutions of several choices that read
 * one image become one.
 *
 * @param weight {@code (out, in / groups, kernel…)}
 * @param bias {@code (out)}, or {@link WeightSlot#NONE}
 * @param stride one number for each axis
 * @param padding zeros on each side, one number for each axis
 * @param dilation one number for each axis
 * @param groups a divisor of both numbers of channels
 */
public record ConvolutionComputation(
        WeightSlot weight, WeightSlot bias, Shape stride, Shape padding, Shape dilation, int groups)
        implements Computation {
    @Override
    public NDArray apply(List<NDArray> inputs, Pass pass) {
        return Layers.convolution(
                inputs.get(0), pass.parameter(weight), pass.optional(bias), stride, padding, dilation, groups);
    }
}
