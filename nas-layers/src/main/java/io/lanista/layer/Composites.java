package io.lanista.layer;

import static io.lanista.layer.Attribute.derivedInteger;
import static io.lanista.layer.Attribute.derivedSizes;
import static io.lanista.layer.Attribute.flag;
import static io.lanista.layer.Attribute.integer;
import static io.lanista.layer.Attribute.real;
import static io.lanista.layer.Attribute.sizes;
import static io.lanista.layer.Attribute.value;
import static io.lanista.layer.Attribute.word;

import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Node;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Shape;
import io.lanista.api.model.Value;
import java.util.ArrayList;
import java.util.List;

/** Layer types that are defined by graphs of simpler ones. */
final class Composites {
    private static final Layer NORM = Layer.of("batch_norm");
    private static final String[] ACTIVATIONS = {
        "relu",
        "relu6",
        "leaky_relu",
        "elu",
        "gelu",
        "silu",
        "tanh",
        "hard_swish",
        "sigmoid",
        "hard_sigmoid",
        "identity"
    };

    private Composites() {}

    private static Attribute activation(String name, String standard) {
        List<String> words = new ArrayList<>(List.of(standard));
        for (String word : ACTIVATIONS) {
            if (!word.equals(standard)) {
                words.add(word);
            }
        }
        return word(name, words.toArray(new String[0]));
    }

    private static Layer conv(Object channels, Object kernel, Object... more) {
        Layer layer = Layer.of("conv2d", "out_channels", channels, "kernel", kernel);
        for (int i = 0; i < more.length; i += 2) {
            layer = layer.with((String) more[i], more[i + 1]);
        }
        return layer;
    }

    static LayerType separable(LayerCatalogue simpler) {
        return new ExpandedType(
                simpler,
                "depthwise_separable_conv2d",
                "A depthwise convolution without bias, then a pointwise one (1×1), with a bias if asked.",
                List.of(
                        derivedInteger("out_channels", 1, Convolutions.INPUT_CHANNELS),
                        sizes("kernel", 1, 3),
                        sizes("stride", 1, 1),
                        derivedSizes("padding", 0, "dilation*(kernel-1)/2, rounded down"),
                        sizes("dilation", 1, 1),
                        flag("bias", true)),
                (layer, input) -> Convolutions.padded(Convolutions.channels(layer, input.get(0)), 2),
                (layer, input) -> Graph.chain(List.of(
                        Layer.of("conv2d", layer.attributes())
                                .with("out_channels", input.get(0))
                                .with("groups", input.get(0))
                                .with("bias", false),
                        conv(value(layer, "out_channels"), 1, "bias", value(layer, "bias")))));
    }

    static LayerType squeezeExcitation(LayerCatalogue simpler) {
        return new ExpandedType(
                simpler,
                "squeeze_excitation",
                "Channels weighted by what is in them (Hu et al., 2018): global average, linear to (units), activation,"
                        + " linear to (channels), gate, and the product with the input. Both linear maps have biases.",
                List.of(
                        integer("reduction", 1, 16),
                        derivedInteger("units", 1, "channels / reduction, at least 1"),
                        activation("activation", "relu"),
                        activation("gate", "sigmoid")),
                (layer, input) -> layer.attributes().containsKey("units")
                        ? layer
                        : layer.with("units", Math.max(1, input.get(0) / layer.integer("reduction", 16))),
                (layer, input) -> squeeze(
                        input.get(0),
                        layer.integer("units", 1),
                        layer.text("activation", "relu"),
                        layer.text("gate", "sigmoid")));
    }

    private static Graph squeeze(long channels, long units, String activation, String gate) {
        return Graph.of(
                List.of("x"),
                List.of(
                        new Node("squeeze", Layer.of("global_avg_pool"), List.of("x")),
                        new Node("reduce", Layer.of("linear", "units", units), List.of("squeeze")),
                        new Node("activation", Layer.of(activation), List.of("reduce")),
                        new Node("expand", Layer.of("linear", "units", channels), List.of("activation")),
                        new Node("gate", Layer.of(gate), List.of("expand")),
                        new Node("scale", Layer.of("multiply"), List.of("x", "gate"))),
                "scale");
    }

    static LayerType invertedResidual(LayerCatalogue simpler) {
        return new ExpandedType(
                simpler,
                "inverted_residual",
                "MobileNet's block (Sandler et al., 2018; Howard et al., 2019): pointwise convolution to (hidden) channels,"
                        + " norm, activation (all three left out if hidden equals the input's channels); depthwise"
                        + " convolution, norm, activation; squeeze and excitation with (se_units), ReLU and (se_gate), if"
                        + " se_units isn't 0; pointwise convolution to (out_channels), norm. The input is added if stride is"
                        + " 1, the channels are the same, and residual isn't false. No convolution has a bias.",
                List.of(
                        derivedInteger("out_channels", 1, Convolutions.INPUT_CHANNELS),
                        real("expand", 0.01, 1000, 6),
                        derivedInteger("hidden", 1, "channels * expand, rounded"),
                        sizes("kernel", 1, 3),
                        sizes("stride", 1, 1),
                        activation("activation", "relu6"),
                        integer("se_units", 0, 0),
                        activation("se_gate", "hard_sigmoid"),
                        flag("residual", true)),
                (layer, input) -> {
                    Layer complete = Convolutions.channels(layer, input.get(0));
                    return complete.attributes().containsKey("hidden")
                            ? complete
                            : complete.with(
                                    "hidden", Math.max(1, Math.round(input.get(0) * complete.real("expand", 6))));
                },
                Composites::inverted);
    }

    private static Graph inverted(Layer layer, Shape input) {
        long hidden = layer.integer("hidden", 1);
        long out = layer.integer("out_channels", 1);
        Layer activation = Layer.of(layer.text("activation", "relu6"));
        List<Operation> steps = new ArrayList<>();
        if (hidden != input.get(0)) {
            steps.addAll(List.of(conv(hidden, 1, "bias", false), NORM, activation));
        }
        steps.addAll(List.of(
                conv(hidden, value(layer, "kernel"), "stride", value(layer, "stride"), "groups", hidden, "bias", false),
                NORM,
                activation));
        if (layer.integer("se_units", 0) > 0) {
            steps.add(Layer.of(
                    "squeeze_excitation",
                    "units",
                    layer.integer("se_units", 0),
                    "gate",
                    layer.text("se_gate", "hard_sigmoid")));
        }
        steps.addAll(List.of(conv(out, 1, "bias", false), NORM));
        Graph chain = Graph.chain(steps);
        boolean residual = layer.flag("residual", true)
                && out == input.get(0)
                && value(layer, "stride").equals(Value.of(1));
        if (!residual) {
            return chain;
        }
        List<Node> nodes = new ArrayList<>(chain.nodes());
        nodes.add(new Node("sum", Layer.of("add"), List.of("x", chain.output())));
        return Graph.of(chain.inputs(), nodes, "sum");
    }

    static LayerType factorizedReduction(LayerCatalogue simpler) {
        return new ExpandedType(
                        simpler,
                        "factorized_reduction",
                        "Halves height and width without losing half of the input (DARTS, NASNet): activation; two 1×1 convolutions"
                                + " with stride 2 and without bias, one on the image, one on the image shifted by a row and a"
                                + " column, for (out_channels / 2, rounded down) and the remaining channels; their concatenation;"
                                + " batch norm.",
                        List.of(
                                derivedInteger("out_channels", 2, Convolutions.INPUT_CHANNELS),
                                activation("activation", "relu"),
                                flag("affine", true)),
                        (layer, input) -> Convolutions.channels(layer, input.get(0)),
                        (layer, input) -> {
                            long out = layer.integer("out_channels", 2);
                            return Graph.of(
                                    List.of("x"),
                                    List.of(
                                            new Node(
                                                    "activation",
                                                    Layer.of(layer.text("activation", "relu")),
                                                    List.of("x")),
                                            new Node(
                                                    "even",
                                                    conv(out / 2, 1, "stride", 2, "bias", false),
                                                    List.of("activation")),
                                            new Node("shift", Layer.of("shift"), List.of("activation")),
                                            new Node(
                                                    "odd",
                                                    conv(out - out / 2, 1, "stride", 2, "bias", false),
                                                    List.of("shift")),
                                            new Node("join", Layer.of("concat"), List.of("even", "odd")),
                                            new Node(
                                                    "norm",
                                                    NORM.with("affine", value(layer, "affine")),
                                                    List.of("join"))),
                                    "norm");
                        })
                .skip()
                .withoutNormScales(layer -> layer.with("affine", false));
    }
}
