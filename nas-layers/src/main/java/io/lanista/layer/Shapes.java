package io.lanista.layer;

import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Shape;
import java.util.List;
import java.util.stream.LongStream;

/** Arithmetic on shapes, and the sentences that are said where they don't fit. */
final class Shapes {
    private Shapes() {}

    static Shape image(Layer layer, List<Shape> inputs) {
        return ranked(layer, inputs, 3, "(channels, height, width)");
    }

    static Shape sequence(Layer layer, List<Shape> inputs) {
        return ranked(layer, inputs, 2, "(steps, features)");
    }

    static Shape ranked(Layer layer, List<Shape> inputs, int rank, String wanted) {
        Shape shape = inputs.get(0);
        if (shape.rank() != rank) {
            throw misfit(layer, "needs the shape " + wanted + ", and gets " + shape + ".");
        }
        return shape;
    }

    /** The first axis, that of the channels. */
    static long channels(Layer layer, List<Shape> inputs) {
        return atLeastOneAxis(layer, inputs).get(0);
    }

    /** The last axis, that of the features. */
    static long features(Layer layer, List<Shape> inputs) {
        Shape shape = atLeastOneAxis(layer, inputs);
        return shape.get(shape.rank() - 1);
    }

    private static Shape atLeastOneAxis(Layer layer, List<Shape> inputs) {
        Shape shape = inputs.get(0);
        if (shape.rank() < 1) {
            throw misfit(layer, "needs at least one axis, and gets a scalar.");
        }
        return shape;
    }

    /**
     * The product of sizes and counts.
     *
     * @throws ArithmeticException if it doesn't fit into 64 bits; {@link LayerCatalogue} names the layer
     */
    static long product(long... factors) {
        return LongStream.of(factors).reduce(1, Math::multiplyExact);
    }

    static Shape withChannels(Shape shape, long channels) {
        return with(shape, 0, channels);
    }

    static Shape with(Shape shape, int axis, long size) {
        long[] sizes = shape.toArray();
        sizes[axis] = size;
        return Shape.of(sizes);
    }

    /** The size of an axis after a sliding window. */
    static long slide(Layer layer, Shape shape, int axis, long kernel, long stride, long padding, long dilation) {
        long room = shape.get(axis) + 2 * padding - dilation * (kernel - 1) - 1;
        if (room < 0) {
            throw misfit(
                    layer,
                    "has a window of (" + (dilation * (kernel - 1) + 1) + "), which is larger than axis (" + axis
                            + ") of its input " + shape + " with a padding of (" + padding + ").");
        }
        return room / stride + 1;
    }

    static void divides(Layer layer, String name, long parts, String what, long whole, Shape shape) {
        if (whole % parts != 0) {
            throw misfit(
                    layer,
                    "has (" + parts + ") " + name + ", which don't divide the (" + whole + ") " + what + " of " + shape
                            + ".");
        }
    }

    static InvalidArchitectureException misfit(Layer layer, String problem) {
        return new InvalidArchitectureException("The layer (" + layer.type() + ") " + problem);
    }
}
