package io.lanista.layer;

import static io.lanista.layer.Attribute.derivedInteger;
import static io.lanista.layer.Attribute.integer;
import static io.lanista.layer.Attribute.requiredInteger;
import static io.lanista.layer.Attribute.requiredIntegers;
import static io.lanista.layer.Attribute.sizes;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;

/** Layers without weights that copy, join, cut or rearrange values. */
final class Arrangements {
    private Arrangements() {}

    static List<LayerType> all() {
        return List.of(
                new SimpleType("identity", "Its input as it is.")
                        .identityIf((layer, inputs) -> true)
                        .zero(ZeroRule.IF_ALL_INPUTS_ARE),
                zero(),
                elementwise("add", "The sum of its inputs, which have one shape.")
                        .sum(),
                elementwise("mean", "The mean of its inputs, which have one shape."),
                multiply(),
                concat(),
                narrow(),
                shift(),
                Elementwise.channelShuffle(),
                flatten(),
                reshape(),
                transpose());
    }

    private static LayerType zero() {
        return new SimpleType(
                        "zero",
                        "Zeros in the shape that a convolution with this stride would make: no connection at all.")
                .takes(sizes("stride", 1, 1), derivedInteger("out_channels", 1, Convolutions.INPUT_CHANNELS))
                .completes((layer, inputs) -> Convolutions.channels(layer, Shapes.channels(layer, inputs)))
                .infers((layer, inputs) -> {
                    long[] sizes = inputs.get(0).toArray();
                    long[] stride = Attribute.sizes(layer, "stride", sizes.length - 1);
                    sizes[0] = layer.integer("out_channels", 1);
                    for (int axis = 1; axis < sizes.length; axis++) {
                        sizes[axis] = (sizes[axis] - 1) / stride[axis - 1] + 1;
                    }
                    return Shape.of(sizes);
                })
                .zero(ZeroRule.ALWAYS);
    }

    private static SimpleType elementwise(String name, String description) {
        return new SimpleType(name, description)
                .anyNumberOfInputs()
                .commutative()
                .infers((layer, inputs) -> {
                    for (Shape shape : inputs) {
                        if (!shape.equals(inputs.get(0))) {
                            throw Shapes.misfit(
                                    layer,
                                    "needs inputs of one shape, and gets " + inputs.get(0) + " and " + shape + ".");
                        }
                    }
                    return inputs.get(0);
                })
                .identityIf((layer, inputs) -> inputs.size() == 1)
                .zero(ZeroRule.IF_ALL_INPUTS_ARE);
    }

    private static LayerType multiply() {
        return new SimpleType(
                        "multiply",
                        "The product of its inputs, value by value; an input (channels) multiplies whole channels.")
                .anyNumberOfInputs()
                .commutative()
                .infers((layer, inputs) -> {
                    Shape widest = inputs.get(0);
                    for (Shape shape : inputs) {
                        widest = shape.rank() > widest.rank() ? shape : widest;
                    }
                    for (Shape shape : inputs) {
                        boolean perChannel = shape.rank() == 1 && shape.get(0) == (long) widest.get(0);
                        if (!shape.equals(widest) && !perChannel) {
                            throw Shapes.misfit(
                                    layer,
                                    "needs inputs of one shape, or of one number for each channel, and gets " + widest
                                            + " and " + shape + ".");
                        }
                    }
                    return widest;
                })
                .identityIf((layer, inputs) -> inputs.size() == 1)
                .zero(ZeroRule.IF_ANY_INPUT_IS);
    }

    private static LayerType concat() {
        return new SimpleType("concat", "Its inputs one after the other along an axis; the first is that of channels.")
                .takes(integer("axis", 0, 0))
                .anyNumberOfInputs()
                .infers((layer, inputs) -> {
                    int axis = axis(layer, inputs.get(0));
                    long sum = 0;
                    for (Shape shape : inputs) {
                        if (shape.rank() != inputs.get(0).rank()
                                || !Shapes.with(shape, axis, 1).equals(Shapes.with(inputs.get(0), axis, 1))) {
                            throw Shapes.misfit(
                                    layer,
                                    "needs inputs that differ along axis (" + axis + ") only, and gets " + inputs.get(0)
                                            + " and " + shape + ".");
                        }
                        sum += shape.get(axis);
                    }
                    return Shapes.with(inputs.get(0), axis, sum);
                })
                .identityIf((layer, inputs) -> inputs.size() == 1)
                .zero(ZeroRule.IF_ALL_INPUTS_ARE);
    }

    private static int axis(Layer layer, Shape shape) {
        long axis = layer.integer("axis", 0);
        if (axis >= shape.rank()) {
            throw Shapes.misfit(layer, "works along axis (" + axis + "), and its input " + shape + " has none such.");
        }
        return (int) axis;
    }

    private static LayerType narrow() {
        return new SimpleType("narrow", "So many channels, beginning with channel (offset).")
                .takes(requiredInteger("channels", 1), integer("offset", 0, 0))
                .infers((layer, inputs) -> {
                    long kept = layer.integer("channels", 1);
                    if (layer.integer("offset", 0) + kept > Shapes.channels(layer, inputs)) {
                        throw Shapes.misfit(
                                layer,
                                "keeps (" + kept + ") channels from (" + layer.integer("offset", 0)
                                        + ") on, and its input " + inputs.get(0) + " has too few.");
                    }
                    return Shapes.withChannels(inputs.get(0), kept);
                })
                .identityIf((layer, inputs) ->
                        layer.integer("channels", 1) == inputs.get(0).get(0))
                .zero(ZeroRule.IF_ALL_INPUTS_ARE);
    }

    private static LayerType shift() {
        return new SimpleType(
                        "shift",
                        "The image moved one row up and one column to the left; zeros enter at the bottom and the right.")
                .infers(Shapes::image)
                .channelwise()
                .zero(ZeroRule.IF_ALL_INPUTS_ARE);
    }

    private static LayerType flatten() {
        return new SimpleType("flatten", "All values along one axis, the last axis of the input changing fastest.")
                .infers((layer, inputs) -> Shape.of(inputs.get(0).count()))
                .identityIf((layer, inputs) -> inputs.get(0).rank() == 1)
                .zero(ZeroRule.IF_ALL_INPUTS_ARE);
    }

    private static LayerType reshape() {
        return new SimpleType("reshape", "The same values in another shape; one size may be -1, for what is left.")
                .takes(requiredIntegers("shape", -1))
                .infers(Arrangements::reshaped)
                .identityIf((layer, inputs) -> reshaped(layer, inputs).equals(inputs.get(0)))
                .zero(ZeroRule.IF_ALL_INPUTS_ARE);
    }

    private static Shape reshaped(Layer layer, List<Shape> inputs) {
        List<Long> wanted = layer.integers("shape", List.of());
        long known = wanted.stream().filter(size -> size > 0).reduce(1L, Math::multiplyExact);
        long open = wanted.stream().filter(size -> size < 1).count();
        long count = inputs.get(0).count();
        if (open > 1 || wanted.contains(0L) || count % known != 0 || (open == 0 && count != known)) {
            throw Shapes.misfit(
                    layer,
                    "wants the shape " + wanted + ", which the (" + count + ") values of " + inputs.get(0)
                            + " don't fill.");
        }
        return new Shape(
                wanted.stream().map(size -> size > 0 ? size : count / known).toList());
    }

    private static LayerType transpose() {
        return new SimpleType(
                        "transpose", "The axes in another order: axis i of the result is axis axes[i] of the input.")
                .takes(requiredIntegers("axes", 0))
                .infers((layer, inputs) -> {
                    List<Long> axes = layer.integers("axes", List.of());
                    Shape input = inputs.get(0);
                    if (!List.copyOf(new TreeSet<>(axes))
                                    .equals(LongStream.range(0, input.rank())
                                            .boxed()
                                            .toList())
                            || axes.size() != input.rank()) {
                        throw Shapes.misfit(
                                layer, "orders the axes " + axes + ", and its input " + input + " has others.");
                    }
                    List<Long> sizes = new ArrayList<>();
                    axes.forEach(axis -> sizes.add(input.get(axis.intValue())));
                    return new Shape(sizes);
                })
                .identityIf((layer, inputs) -> {
                    List<Long> axes = layer.integers("axes", List.of());
                    return axes.equals(LongStream.range(0, axes.size()).boxed().toList());
                })
                .zero(ZeroRule.IF_ALL_INPUTS_ARE);
    }
}
