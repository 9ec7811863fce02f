package io.lanista.djl.block;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Tensors;
import java.util.List;

/**
 * Tensors one after the other. Supernets know this computation where it joins channels.
 *
 * @param axis of the batch's tensors: 0 is the batch, 1 the channels
 */
public record ConcatComputation(int axis) implements Computation {
    /** The axis of the channels. */
    public static final int CHANNELS = 1;

    @Override
    public NDArray apply(List<NDArray> inputs, Pass pass) {
        return Tensors.concat(inputs, axis);
    }
}
