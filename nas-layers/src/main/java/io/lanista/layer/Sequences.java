package io.lanista.layer;

import static io.lanista.layer.Attribute.flag;
import static io.lanista.layer.Attribute.integer;
import static io.lanista.layer.Attribute.requiredInteger;
import static io.lanista.layer.Attribute.word;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Shape;
import java.util.List;

/** Layers over sequences {@code (steps, features)}. */
final class Sequences {
    private static final String MASKED =
            " With a second input, the codes of the steps (steps), those of code 0 at the end are none: what they make doesn't"
                    + " count.";

    private Sequences() {}

    static List<LayerType> all() {
        return List.of(
                recurrent("lstm", "Long short-term memory, as PyTorch's LSTM", 4),
                recurrent("gru", "Gated recurrent unit, as PyTorch's GRU", 3),
                attention(),
                pool());
    }

    private static LayerType pool() {
        return new SimpleType(
                        "sequence_pool",
                        "The mean or the maximum of a sequence's features over its steps."
                                + MASKED.replace("what they make", "the steps"))
                .upToInputs(2)
                .takes(word("of", "mean", "max"))
                .infers((layer, inputs) -> {
                    checkTokens(layer, inputs);
                    return Shape.of(Shapes.sequence(layer, inputs).get(1));
                })
                .costsElementwise((layer, inputs) -> inputs.get(0).count())
                .zero(ZeroRule.IF_ALL_INPUTS_ARE);
    }

    /** The second input, if there is one, has a code for each step. */
    private static void checkTokens(Layer layer, List<Shape> inputs) {
        if (inputs.size() > 1
                && !inputs.get(1).equals(Shape.of(Shapes.sequence(layer, inputs).get(0)))) {
            throw Shapes.misfit(
                    layer,
                    "needs one code for each step of " + inputs.get(0) + " at its second input, and gets "
                            + inputs.get(1) + ".");
        }
    }

    private static LayerType recurrent(String name, String description, int gates) {
        return new SimpleType(
                        name,
                        description + ", forward in time from zeros: input weight (" + gates
                                + " · units, in), hidden weight (" + gates + " · units, units), and with bias two"
                                + " biases (" + gates
                                + " · units). Makes its last state (units), or all of them (steps,"
                                + " units)." + MASKED)
                .upToInputs(2)
                .takes(requiredInteger("units", 1), word("returns", "last", "sequence"), flag("bias", true))
                .infers((layer, inputs) -> {
                    checkTokens(layer, inputs);
                    long steps = Shapes.sequence(layer, inputs).get(0);
                    long units = layer.integer("units", 1);
                    return layer.text("returns", "last").equals("last") ? Shape.of(units) : Shape.of(steps, units);
                })
                .has((layer, inputs) -> Shapes.product(
                        gates, layer.integer("units", 1), perGate(layer, inputs) + (layer.flag("bias", true) ? 2 : 0)))
                .costs((layer, inputs) ->
                        Shapes.product(inputs.get(0).get(0), gates, layer.integer("units", 1), perGate(layer, inputs)))
                .costsElementwise(
                        (layer, inputs) -> Shapes.product(inputs.get(0).get(0), gates, layer.integer("units", 1)))
                .zeroIfAllInputsAre(layer -> !layer.flag("bias", true));
    }

    private static long perGate(Layer layer, List<Shape> inputs) {
        return Shapes.features(layer, inputs) + layer.integer("units", 1);
    }

    private static LayerType attention() {
        return new SimpleType(
                        "multi_head_attention",
                        "Self-attention (Vaswani et al., 2017): linear maps (features, features) for queries, keys and"
                                + " values, scaled dot products in each head, and a linear map (features, features) of the"
                                + " heads side by side; with bias, each of the four has one." + MASKED)
                .upToInputs(2)
                .takes(integer("heads", 1, 1), flag("bias", true))
                .infers((layer, inputs) -> {
                    checkTokens(layer, inputs);
                    Shape shape = Shapes.sequence(layer, inputs);
                    Shapes.divides(layer, "heads", layer.integer("heads", 1), "features", shape.get(1), shape);
                    return shape;
                })
                .has((layer, inputs) -> {
                    long features = inputs.get(0).get(1);
                    return Shapes.product(4, features, features + (layer.flag("bias", true) ? 1 : 0));
                })
                .costs((layer, inputs) -> {
                    long steps = inputs.get(0).get(0);
                    long features = inputs.get(0).get(1);
                    return Math.addExact(
                            Shapes.product(4, steps, features, features), Shapes.product(2, steps, steps, features));
                })
                .costsElementwise((layer, inputs) -> Shapes.product(
                        layer.integer("heads", 1),
                        inputs.get(0).get(0),
                        inputs.get(0).get(0)))
                .zeroIfAllInputsAre(layer -> !layer.flag("bias", true));
    }
}
