package io.lanista.djl.block;

import ai.djl.ndarray.NDArray;
import io.lanista.api.model.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A computation of somebody else's layer type, held to the shape that the type promises.
 *
 * @param type the layer type's name, for messages
 * @param promised the shape of one example
 * @param unchecked the computation itself
 */
record CheckedComputation(String type, Shape promised, Computation unchecked) implements Computation {
    @Override
    public NDArray apply(List<NDArray> inputs, Pass pass) {
        NDArray result = unchecked.apply(inputs, pass);
        long[] shape = result.getShape().getShape();
        if (shape.length == 0 || !Arrays.equals(Arrays.copyOfRange(shape, 1, shape.length), promised.toArray())) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "the layer type (%s) promises the shape %s after the batch, but its computation made %s.",
                    type,
                    promised,
                    Arrays.toString(shape)));
        }
        return result;
    }
}
