package io.lanista.layer;

import static io.lanista.layer.Attribute.derivedInteger;
import static io.lanista.layer.Attribute.derivedSizes;
import static io.lanista.layer.Attribute.flag;
import static io.lanista.layer.Attribute.integer;
import static io.lanista.layer.Attribute.requiredInteger;
import static io.lanista.layer.Attribute.sizes;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Convolutions and linear layers: linear maps with weights. */
final class Convolutions {
    static final String INPUT_CHANNELS = "as many as the input's channels";
    private static final String SAME = "dilation*(kernel-1)/2, rounded down";

    private Convolutions() {}

    static List<LayerType> all() {
        return List.of(convolution("conv1d", 1, "(channels, length)"), conv2d(), linear(), embedding());
    }

    private static LayerType conv2d() {
        return convolution("conv2d", 2, "(channels, height, width)");
    }

    private static LayerType convolution(String name, int axes, String wanted) {
        return new SimpleType(
                        name,
                        "Convolution; weight (out_channels, in / groups, kernel…), then a bias for each output channel."
                                + " groups equal to the input's channels makes it depthwise.")
                .takes(
                        derivedInteger("out_channels", 1, INPUT_CHANNELS),
                        sizes("kernel", 1, 3),
                        sizes("stride", 1, 1),
                        derivedSizes("padding", 0, SAME),
                        sizes("dilation", 1, 1),
                        integer("groups", 1, 1),
                        flag("bias", true))
                .completes((layer, inputs) -> padded(
                        channels(
                                layer,
                                Shapes.ranked(layer, inputs, axes + 1, wanted).get(0)),
                        axes))
                .infers((layer, inputs) -> slide(layer, Shapes.ranked(layer, inputs, axes + 1, wanted), axes))
                .has((layer, inputs) -> Math.addExact(weights(layer, inputs.get(0), axes), bias(layer)))
                .costs((layer, inputs) -> {
                    Shape out = slide(layer, inputs.get(0), axes);
                    return Shapes.product(weights(layer, inputs.get(0), axes), out.count() / out.get(0));
                })
                .zeroIfAllInputsAre(layer -> !layer.flag("bias", true));
    }

    /** The layer with its number of output channels. */
    static Layer channels(Layer layer, long inputChannels) {
        return layer.attributes().containsKey("out_channels") ? layer : layer.with("out_channels", inputChannels);
    }

    /** The layer with the padding that keeps sizes for odd kernels and a stride of 1. */
    static Layer padded(Layer layer, int axes) {
        if (layer.attributes().containsKey("padding")) {
            return layer;
        }
        long[] kernel = Attribute.sizes(layer, "kernel", axes);
        long[] dilation = Attribute.sizes(layer, "dilation", axes);
        List<Long> padding = new ArrayList<>();
        for (int axis = 0; axis < axes; axis++) {
            padding.add(dilation[axis] * (kernel[axis] - 1) / 2);
        }
        return layer.with(
                "padding",
                LongStream.range(1, axes).allMatch(i -> padding.get((int) i).equals(padding.get(0)))
                        ? padding.get(0)
                        : padding);
    }

    private static Shape slide(Layer layer, Shape input, int axes) {
        long groups = layer.integer("groups", 1);
        long out = layer.integer("out_channels", 1);
        Shapes.divides(layer, "groups", groups, "input channels", input.get(0), input);
        Shapes.divides(layer, "groups", groups, "output channels", out, input);
        long[] kernel = Attribute.sizes(layer, "kernel", axes);
        long[] stride = Attribute.sizes(layer, "stride", axes);
        long[] padding = Attribute.sizes(layer, "padding", axes);
        long[] dilation = Attribute.sizes(layer, "dilation", axes);
        long[] sizes = input.toArray();
        sizes[0] = out;
        for (int axis = 0; axis < axes; axis++) {
            sizes[axis + 1] =
                    Shapes.slide(layer, input, axis + 1, kernel[axis], stride[axis], padding[axis], dilation[axis]);
        }
        return Shape.of(sizes);
    }

    private static long weights(Layer layer, Shape input, int axes) {
        long area = Shapes.product(Attribute.sizes(layer, "kernel", axes));
        return Shapes.product(layer.integer("out_channels", 1), input.get(0) / layer.integer("groups", 1), area);
    }

    private static long bias(Layer layer) {
        return layer.flag("bias", true) ? layer.integer("out_channels", 1) : 0;
    }

    private static LayerType linear() {
        return new SimpleType("linear", "x · weightᵀ + bias over the last axis; weight (units, in).")
                .takes(requiredInteger("units", 1), flag("bias", true))
                .infers((layer, inputs) -> {
                    Shapes.features(layer, inputs);
                    Shape input = inputs.get(0);
                    return Shapes.with(input, input.rank() - 1, layer.integer("units", 1));
                })
                .has((layer, inputs) -> {
                    long units = layer.integer("units", 1);
                    return Shapes.product(Shapes.features(layer, inputs) + (layer.flag("bias", true) ? 1 : 0), units);
                })
                .costs((layer, inputs) -> Shapes.product(inputs.get(0).count(), layer.integer("units", 1)))
                .zeroIfAllInputsAre(layer -> !layer.flag("bias", true));
    }

    private static LayerType embedding() {
        return new SimpleType(
                        "embedding",
                        "Looks up a row of a table (vocabulary, features) for each whole number of its input; with padding, the"
                                + " number 0 gives zeros.")
                .takes(requiredInteger("vocabulary", 1), requiredInteger("features", 1), flag("padding", false))
                .infers((layer, inputs) -> {
                    List<Long> sizes = new ArrayList<>(inputs.get(0).sizes());
                    sizes.add(layer.integer("features", 1));
                    return new Shape(sizes);
                })
                .has((layer, inputs) -> Shapes.product(layer.integer("vocabulary", 1), layer.integer("features", 1)));
    }
}
