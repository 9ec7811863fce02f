package io.lanista.layer;

import static io.lanista.layer.Attribute.flag;
import static io.lanista.layer.Attribute.integer;
import static io.lanista.layer.Attribute.real;
import static io.lanista.layer.Attribute.requiredInteger;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Shape;
import java.util.List;

/** Layers that keep the shape: activations, normalisations, random masks. */
final class Elementwise {
    private Elementwise() {}

    static List<LayerType> all() {
        return List.of(
                activation("relu", "max(x, 0).").zero(ZeroRule.IF_ALL_INPUTS_ARE),
                activation("relu6", "min(max(x, 0), 6).").zero(ZeroRule.IF_ALL_INPUTS_ARE),
                activation("leaky_relu", "x where positive, slope · x elsewhere.")
                        .zero(ZeroRule.IF_ALL_INPUTS_ARE)
                        .takes(real("slope", 0, 1, 0.01)),
                activation("elu", "x where positive, alpha · (eˣ − 1) elsewhere.")
                        .zero(ZeroRule.IF_ALL_INPUTS_ARE)
                        .takes(real("alpha", 0, Double.MAX_VALUE, 1)),
                activation("gelu", "x · Φ(x), with the exact normal distribution function.")
                        .zero(ZeroRule.IF_ALL_INPUTS_ARE),
                activation("silu", "x · sigmoid(x), also called swish.").zero(ZeroRule.IF_ALL_INPUTS_ARE),
                activation("sigmoid", "1 / (1 + e⁻ˣ)."),
                activation("tanh", "The hyperbolic tangent.").zero(ZeroRule.IF_ALL_INPUTS_ARE),
                activation("hard_swish", "x · min(max(x + 3, 0), 6) / 6.").zero(ZeroRule.IF_ALL_INPUTS_ARE),
                activation("hard_sigmoid", "min(max(x + 3, 0), 6) / 6."),
                softmax(),
                batchNorm(),
                layerNorm(),
                groupNorm(),
                mask("dropout", "Drops each value with this probability while training, and scales the others up."),
                mask(
                        "drop_path",
                        "Drops the whole tensor of an example with this probability while training, and scales the"
                                + " others up."));
    }

    /** One that takes each value by itself. */
    private static SimpleType activation(String name, String description) {
        return new SimpleType(name, description)
                .costsElementwise((layer, inputs) -> inputs.get(0).count())
                .channelwise();
    }

    private static LayerType softmax() {
        return new SimpleType("softmax", "Exponentials that sum to 1 along the last axis.")
                .costsElementwise((layer, inputs) -> inputs.get(0).count());
    }

    private static SimpleType normalisation(String name, String description) {
        return new SimpleType(name, description)
                .costsElementwise(
                        (layer, inputs) -> Shapes.product(inputs.get(0).count(), affine(layer) ? 2 : 1))
                .normalization()
                .zero(ZeroRule.IF_ALL_INPUTS_ARE);
    }

    private static boolean affine(Layer layer) {
        return layer.flag("affine", true);
    }

    private static Attribute epsilon() {
        return real("epsilon", 0, 1, 1e-5);
    }

    private static LayerType batchNorm() {
        return normalisation(
                        "batch_norm",
                        "Normalises each channel over the batch and all other axes; a scale and a shift for each channel"
                                + " if affine. momentum is the new batch's share in the running statistics.")
                .takes(flag("affine", true), real("momentum", 0, 1, 0.1), epsilon())
                .has((layer, inputs) -> affine(layer) ? 2 * Shapes.channels(layer, inputs) : 0)
                .infers(Elementwise::sameWithChannels)
                .withoutNormScales(layer -> layer.with("affine", false))
                .leastBatch(
                        (layer, inputs) -> inputs.get(0).count() > inputs.get(0).get(0) ? 1 : 2);
    }

    private static Shape sameWithChannels(Layer layer, List<Shape> inputs) {
        Shapes.channels(layer, inputs);
        return inputs.get(0);
    }

    private static LayerType layerNorm() {
        return normalisation(
                        "layer_norm",
                        "Normalises over the last axis of each example; a scale and a shift for each feature if affine.")
                .takes(flag("affine", true), epsilon())
                .has((layer, inputs) -> affine(layer) ? 2 * Shapes.features(layer, inputs) : 0)
                .infers(Elementwise::sameWithChannels);
    }

    private static LayerType groupNorm() {
        return normalisation(
                        "group_norm",
                        "Normalises each group of channels of each example; a scale and a shift for each channel if"
                                + " affine.")
                .takes(requiredInteger("groups", 1), flag("affine", true), epsilon())
                .has((layer, inputs) -> affine(layer) ? 2 * Shapes.channels(layer, inputs) : 0)
                .infers((layer, inputs) -> {
                    long channels = Shapes.channels(layer, inputs);
                    Shapes.divides(layer, "groups", layer.integer("groups", 1), "channels", channels, inputs.get(0));
                    return inputs.get(0);
                });
    }

    private static LayerType mask(String name, String description) {
        return new SimpleType(name, description)
                .takes(real("rate", 0, 0.999, 0.5))
                .identityIf((layer, inputs) -> layer.real("rate", 0) == 0)
                .zero(ZeroRule.IF_ALL_INPUTS_ARE);
    }

    /** Moves channels of different groups next to each other. */
    static LayerType channelShuffle() {
        return new SimpleType(
                        "channel_shuffle",
                        "Channel g · n + i goes to i · groups + g, with n channels in each group (ShuffleNet).")
                .takes(integer("groups", 1, 2))
                .infers((layer, inputs) -> {
                    Shape image = Shapes.image(layer, inputs);
                    Shapes.divides(layer, "groups", layer.integer("groups", 2), "channels", image.get(0), image);
                    return image;
                })
                .identityIf((layer, inputs) -> layer.integer("groups", 2) == 1
                        || layer.integer("groups", 2) == inputs.get(0).get(0))
                .zero(ZeroRule.IF_ALL_INPUTS_ARE);
    }
}
