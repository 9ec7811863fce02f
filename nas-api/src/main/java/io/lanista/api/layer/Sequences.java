package io.lanista.api.layer;

import static io.lanista.api.layer.Attribute.flag;
import static io.lanista.api.layer.Attribute.integer;
import static io.lanista.api.layer.Attribute.requiredInteger;
import static io.lanista.api.layer.Attribute.word;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Shape;
import java.util.List;

/** Layers over sequences {@code (steps, features)}. */
final class Sequences {
    private Sequences() {}

    static List<LayerType> all() {
        return List.of(
                recurrent("lstm", "Long short-term memory, as PyTorch's LSTM", 4),
                recurrent("gru", "Gated recurrent unit, as PyTorch's GRU", 3),
                attention());
    }

    private static LayerType recurrent(String name, String description, int gates) {
        return new SimpleType(
                        name,
                        description + ", forward in time from zeros: input weight (" + gates
                                + " · units, in), hidden weight (" + gates + " · units, units), and with bias two"
                                + " biases (" + gates
                                + " · units). Makes its last state (units), or all of them (steps,"
                                + " units).")
                .takes(requiredInteger("units", 1), word("returns", "last", "sequence"), flag("bias", true))
                .infers((layer, inputs) -> {
                    long steps = Shapes.sequence(layer, inputs).get(0);
                    long units = layer.integer("units", 1);
                    return layer.text("returns", "last").equals("last") ? Shape.of(units) : Shape.of(steps, units);
                })
                .has((layer, inputs) -> gates
                        * layer.integer("units", 1)
                        * (perGate(layer, inputs) + (layer.flag("bias", true) ? 2 : 0)))
                .costs((layer, inputs) ->
                        inputs.get(0).get(0) * gates * layer.integer("units", 1) * perGate(layer, inputs))
                .costsElementwise((layer, inputs) -> inputs.get(0).get(0) * gates * layer.integer("units", 1))
                .preservesZero(layer -> !layer.flag("bias", true));
    }

    private static long perGate(Layer layer, List<Shape> inputs) {
        return Shapes.features(layer, inputs) + layer.integer("units", 1);
    }

    private static LayerType attention() {
        return new SimpleType(
                        "multi_head_attention",
                        "Self-attention (Vaswani et al., 2017): linear maps (features, features) for queries, keys and"
                                + " values, scaled dot products in each head, and a linear map (features, features) of the"
                                + " heads side by side; with bias, each of the four has one.")
                .takes(integer("heads", 1, 1), flag("bias", true))
                .infers((layer, inputs) -> {
                    Shape shape = Shapes.sequence(layer, inputs);
                    Shapes.divides(layer, "heads", layer.integer("heads", 1), "features", shape.get(1), shape);
                    return shape;
                })
                .has((layer, inputs) -> {
                    long features = inputs.get(0).get(1);
                    return 4 * features * (features + (layer.flag("bias", true) ? 1 : 0));
                })
                .costs((layer, inputs) -> {
                    long steps = inputs.get(0).get(0);
                    long features = inputs.get(0).get(1);
                    return 4 * steps * features * features + 2 * steps * steps * features;
                })
                .costsElementwise((layer, inputs) -> layer.integer("heads", 1)
                        * inputs.get(0).get(0)
                        * inputs.get(0).get(0))
                .preservesZero(layer -> !layer.flag("bias", true));
    }
}
