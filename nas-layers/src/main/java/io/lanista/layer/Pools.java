package io.lanista.layer;

import static io.lanista.layer.Attribute.derivedSizes;
import static io.lanista.layer.Attribute.flag;
import static io.lanista.layer.Attribute.sizes;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Shape;
import java.util.Arrays;
import java.util.List;

/** Pooling of images. */
final class Pools {
    private Pools() {}

    static List<LayerType> all() {
        return List.of(
                pool("max_pool2d", "The maximum of each window; padding never wins."),
                pool(
                                "avg_pool2d",
                                "The mean of each window, over those of its places that lie in the image, or over all of"
                                        + " them, padding as zeros, with count_include_pad.")
                        .takes(flag("count_include_pad", false)),
                globalAverage(),
                adaptiveAverage());
    }

    private static SimpleType pool(String name, String description) {
        return new SimpleType(name, description)
                .takes(sizes("kernel", 1, 2), derivedSizes("stride", 1, "the kernel"), sizes("padding", 0, 0))
                .completes((layer, inputs) -> layer.attributes().containsKey("stride")
                        ? layer
                        : layer.with("stride", Attribute.value(layer, "kernel")))
                .infers((layer, inputs) -> slide(layer, Shapes.image(layer, inputs)))
                .costsElementwise((layer, inputs) -> {
                    long[] kernel = Attribute.sizes(layer, "kernel", 2);
                    return Shapes.product(slide(layer, inputs.get(0)).count(), kernel[0], kernel[1]);
                })
                .identityIf((layer, inputs) -> isOne(layer, "kernel") && isOne(layer, "stride"))
                .channelwise()
                .zero(ZeroRule.IF_ALL_INPUTS_ARE);
    }

    private static boolean isOne(Layer layer, String attribute) {
        return Arrays.equals(Attribute.sizes(layer, attribute, 2), new long[] {1, 1});
    }

    private static Shape slide(Layer layer, Shape image) {
        long[] kernel = Attribute.sizes(layer, "kernel", 2);
        long[] stride = Attribute.sizes(layer, "stride", 2);
        long[] padding = Attribute.sizes(layer, "padding", 2);
        long[] sizes = image.toArray();
        for (int axis = 0; axis < 2; axis++) {
            if (2 * padding[axis] > kernel[axis]) {
                throw Shapes.misfit(
                        layer,
                        "has a padding of (" + padding[axis] + "), which is more than half of its" + " kernel ("
                                + kernel[axis] + ").");
            }
            sizes[axis + 1] = Shapes.slide(layer, image, axis + 1, kernel[axis], stride[axis], padding[axis], 1);
        }
        return Shape.of(sizes);
    }

    private static LayerType globalAverage() {
        return new SimpleType("global_avg_pool", "The mean of each channel: (channels, height, width) to (channels).")
                .infers((layer, inputs) -> Shape.of(Shapes.image(layer, inputs).get(0)))
                .costsElementwise((layer, inputs) -> inputs.get(0).count())
                .zero(ZeroRule.IF_ALL_INPUTS_ARE);
    }

    private static LayerType adaptiveAverage() {
        return new SimpleType(
                        "adaptive_avg_pool2d",
                        "Means over windows from ⌊i · in / out⌋ to ⌈(i + 1) · in / out⌉, so that the result has this size.")
                .takes(sizes("size", 1, 1))
                .infers((layer, inputs) -> {
                    long[] size = Attribute.sizes(layer, "size", 2);
                    return Shape.of(Shapes.image(layer, inputs).get(0), size[0], size[1]);
                })
                .costsElementwise((layer, inputs) -> inputs.get(0).count())
                .channelwise()
                .zero(ZeroRule.IF_ALL_INPUTS_ARE);
    }
}
