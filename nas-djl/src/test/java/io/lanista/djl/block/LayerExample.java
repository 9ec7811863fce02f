package io.lanista.djl.block;

import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Node;
import io.lanista.api.model.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A layer with inputs that suit it. */
record LayerExample(Layer layer, List<Shape> inputs) {
    private static final Shape IMAGE = Shape.of(4, 6, 6);
    private static final Shape SEQUENCE = Shape.of(5, 4);
    private static final Shape ROW = Shape.of(6);

    /** Several for each standard type that has attributes worth trying. */
    static List<LayerExample> all() {
        return Stream.concat(usual().stream(), tables().stream()).toList();
    }

    private static List<LayerExample> tables() {
        return List.of(
                of(ROW, "column_embedding", "numbers", 3, "features", 2, "frequencies", 3),
                of(ROW, "column_embedding", "form", "piecewise", "features", 2, "bins", 4),
                of(ROW, "ensemble", "members", 3, "numbers", 2, "features", 2),
                of(SEQUENCE, "ensemble_linear", "units", 3),
                of(SEQUENCE, "ensemble_linear", "units", 3, "bias", false),
                of(SEQUENCE, "ensemble_mean"));
    }

    private static List<LayerExample> usual() {
        return List.of(
                of(SEQUENCE, "conv1d", "out_channels", 3, "stride", 2),
                of(IMAGE, "conv2d", "out_channels", 6, "kernel", List.of(3, 1), "stride", List.of(1, 2)),
                of(IMAGE, "conv2d", "out_channels", 8, "groups", 4, "bias", false, "dilation", 2),
                of(ROW, "linear", "units", 3),
                of(SEQUENCE, "linear", "units", 3, "bias", false),
                of(Shape.of(3), "embedding", "vocabulary", 7, "features", 2),
                of(IMAGE, "relu"),
                of(IMAGE, "relu6"),
                of(IMAGE, "leaky_relu"),
                of(IMAGE, "elu", "alpha", 0.5),
                of(IMAGE, "gelu"),
                of(IMAGE, "silu"),
                of(IMAGE, "sigmoid"),
                of(IMAGE, "tanh"),
                of(IMAGE, "hard_swish"),
                of(IMAGE, "hard_sigmoid"),
                of(ROW, "softmax"),
                of(IMAGE, "batch_norm"),
                of(ROW, "batch_norm", "affine", false),
                of(SEQUENCE, "layer_norm"),
                of(IMAGE, "group_norm", "groups", 2),
                of(IMAGE, "dropout", "rate", 0.3),
                of(IMAGE, "drop_path", "rate", 0.3),
                of(IMAGE, "max_pool2d", "kernel", 3, "stride", 2, "padding", 1),
                of(IMAGE, "avg_pool2d", "kernel", 3, "stride", 1, "padding", 1),
                of(IMAGE, "avg_pool2d", "kernel", 3, "padding", 1, "count_include_pad", true),
                of(IMAGE, "global_avg_pool"),
                of(IMAGE, "adaptive_avg_pool2d", "size", List.of(2, 3)),
                of(SEQUENCE, "lstm", "units", 3),
                of(SEQUENCE, "lstm", "units", 3, "returns", "sequence", "bias", false),
                of(SEQUENCE, "gru", "units", 3),
                of(SEQUENCE, "multi_head_attention", "heads", 2),
                of(SEQUENCE, "multi_head_attention", "heads", 2, "bias", false),
                of(SEQUENCE, "sequence_pool"),
                of(SEQUENCE, "sequence_pool", "of", "max"),
                new LayerExample(Layer.of("add"), List.of(IMAGE, IMAGE, IMAGE)),
                new LayerExample(Layer.of("mean"), List.of(IMAGE, IMAGE)),
                new LayerExample(Layer.of("multiply"), List.of(IMAGE, Shape.of(4))),
                new LayerExample(Layer.of("concat"), List.of(IMAGE, Shape.of(2, 6, 6))),
                new LayerExample(Layer.of("concat", "axis", 1), List.of(IMAGE, Shape.of(4, 2, 6))),
                of(IMAGE, "identity"),
                of(IMAGE, "zero", "stride", 2, "out_channels", 3),
                of(IMAGE, "narrow", "channels", 2, "offset", 1),
                of(IMAGE, "shift"),
                of(IMAGE, "channel_shuffle", "groups", 2),
                of(IMAGE, "flatten"),
                of(IMAGE, "reshape", "shape", List.of(-1, 9)),
                of(IMAGE, "transpose", "axes", List.of(1, 2, 0)),
                of(IMAGE, "depthwise_separable_conv2d", "out_channels", 6, "stride", 2),
                of(IMAGE, "squeeze_excitation", "reduction", 2, "activation", "silu"),
                of(IMAGE, "inverted_residual", "expand", 2, "activation", "silu", "se_units", 3, "se_gate", "sigmoid"),
                of(IMAGE, "inverted_residual", "out_channels", 5, "stride", 2, "expand", 1),
                of(IMAGE, "factorized_reduction", "out_channels", 7, "activation", "silu"));
    }

    static LayerExample of(Shape input, String type, Object... attributes) {
        return new LayerExample(Layer.of(type, attributes), List.of(input));
    }

    /** A model of this layer alone. */
    Model model() {
        Map<String, Shape> named = new LinkedHashMap<>();
        inputs.forEach(shape -> named.put("x" + named.size(), shape));
        List<String> names = List.copyOf(named.keySet());
        return Model.of("example", named, Graph.of(names, List.of(new Node("layer", layer, names)), "layer"), Map.of());
    }

    @Override
    public String toString() {
        return layer + " on " + inputs;
    }
}
