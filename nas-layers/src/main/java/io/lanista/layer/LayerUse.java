package io.lanista.layer;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Shape;
import java.util.List;

/**
 * A layer in its place.
 *
 * @param path the names of the nodes around it and its own, joined by dots
 * @param layer the layer, with all its attributes
 * @param inputs the shapes that it gets
 * @param output the shape that it makes
 * @param parameters its trainable numbers
 * @param flops its multiply-accumulates, see {@link FlopCounting#MULTIPLY_ADDS}
 * @param elementwise what {@link FlopCounting#WITH_ELEMENTWISE} counts beside them
 */
public record LayerUse(
        String path, Layer layer, List<Shape> inputs, Shape output, long parameters, long flops, long elementwise) {
    /** Copies. */
    public LayerUse {
        inputs = List.copyOf(inputs);
    }

    /** The same layer in another place. */
    LayerUse at(String place) {
        return path.equals(place) ? this : new LayerUse(place, layer, inputs, output, parameters, flops, elementwise);
    }

    /** Its operations by one way of counting. */
    public long flops(FlopCounting counting) {
        return counting == FlopCounting.MULTIPLY_ADDS ? flops : Math.addExact(flops, elementwise);
    }
}
