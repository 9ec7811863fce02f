package io.lanista.onnx;

import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Node;
import io.lanista.api.model.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A layer with inputs that suit it. */
record LayerCase(Layer layer, List<Shape> inputs) {
    private static final Shape IMAGE = Shape.of(4, 6, 7);
    private static final Shape SEQUENCE = Shape.of(5, 4);
    private static final Shape ROW = Shape.of(6);

    /** Several for each standard type that has attributes worth trying. */
    static List<LayerCase> all() {
        List<LayerCase> all = new ArrayList<>();
        all.addAll(convolutions());
        all.addAll(activations());
        all.addAll(normalizations());
        all.addAll(pools());
        all.addAll(sequences());
        all.addAll(tables());
        all.addAll(arrangements());
        all.addAll(composites());
        return all;
    }

    private static List<LayerCase> convolutions() {
        return List.of(
                of(SEQUENCE, "conv1d", "out_channels", 3, "stride", 2),
                of(SEQUENCE, "conv1d", "out_channels", 10, "groups", 5, "kernel", 2, "bias", false),
                of(IMAGE, "conv2d"),
                of(IMAGE, "conv2d", "stride", 2, "kernel", 4),
                of(IMAGE, "conv2d", "stride", 2, "kernel", 2, "padding", 1),
                of(IMAGE, "conv2d", "out_channels", 6, "kernel", List.of(3, 1), "stride", List.of(1, 2)),
                of(IMAGE, "conv2d", "kernel", List.of(5, 3), "padding", List.of(1, 0), "dilation", List.of(1, 2)),
                of(IMAGE, "conv2d", "out_channels", 8, "groups", 4, "bias", false, "dilation", 2),
                of(IMAGE, "conv2d", "out_channels", 6, "groups", 2, "kernel", 1),
                of(ROW, "linear", "units", 3),
                of(ROW, "linear", "units", 3, "bias", false),
                of(SEQUENCE, "linear", "units", 3),
                of(SEQUENCE, "linear", "units", 3, "bias", false),
                of(IMAGE, "linear", "units", 2),
                of(Shape.of(3), "embedding", "vocabulary", 7, "features", 2),
                of(Shape.of(2, 3), "embedding", "vocabulary", 7, "features", 4, "padding", true));
    }

    private static List<LayerCase> activations() {
        return List.of(
                of(IMAGE, "relu"),
                of(IMAGE, "relu6"),
                of(IMAGE, "leaky_relu"),
                of(IMAGE, "leaky_relu", "slope", 0.3),
                of(IMAGE, "elu"),
                of(IMAGE, "elu", "alpha", 0.5),
                of(IMAGE, "gelu"),
                of(IMAGE, "silu"),
                of(IMAGE, "sigmoid"),
                of(IMAGE, "tanh"),
                of(IMAGE, "hard_swish"),
                of(IMAGE, "hard_sigmoid"),
                of(ROW, "softmax"),
                of(IMAGE, "softmax"),
                of(ROW, "dropout", "rate", 0.3),
                of(IMAGE, "drop_path", "rate", 0.3));
    }

    private static List<LayerCase> normalizations() {
        return List.of(
                of(IMAGE, "batch_norm"),
                of(IMAGE, "batch_norm", "affine", false, "epsilon", 0.01),
                of(SEQUENCE, "batch_norm"),
                of(ROW, "batch_norm"),
                of(ROW, "batch_norm", "affine", false),
                of(SEQUENCE, "layer_norm"),
                of(IMAGE, "layer_norm", "affine", false, "epsilon", 0.01),
                of(ROW, "layer_norm"),
                of(IMAGE, "group_norm", "groups", 2),
                of(IMAGE, "group_norm", "groups", 1, "affine", false),
                of(IMAGE, "group_norm", "groups", 4, "epsilon", 0.01),
                of(ROW, "group_norm", "groups", 3));
    }

    private static List<LayerCase> pools() {
        return List.of(
                of(IMAGE, "max_pool2d"),
                of(IMAGE, "max_pool2d", "kernel", 3, "stride", 2, "padding", 1),
                of(IMAGE, "max_pool2d", "kernel", List.of(3, 2), "stride", List.of(1, 2), "padding", List.of(1, 0)),
                of(IMAGE, "avg_pool2d"),
                of(IMAGE, "avg_pool2d", "kernel", 3, "stride", 1, "padding", 1),
                of(IMAGE, "avg_pool2d", "kernel", 3, "stride", 2, "padding", 1),
                of(IMAGE, "avg_pool2d", "kernel", 3, "padding", 1, "count_include_pad", true),
                of(IMAGE, "global_avg_pool"),
                of(IMAGE, "adaptive_avg_pool2d"),
                of(IMAGE, "adaptive_avg_pool2d", "size", List.of(3, 7)),
                of(IMAGE, "adaptive_avg_pool2d", "size", List.of(2, 3)),
                of(IMAGE, "adaptive_avg_pool2d", "size", List.of(4, 5)));
    }

    private static List<LayerCase> sequences() {
        return List.of(
                of(SEQUENCE, "lstm", "units", 3),
                of(SEQUENCE, "lstm", "units", 3, "returns", "sequence"),
                of(SEQUENCE, "lstm", "units", 3, "returns", "sequence", "bias", false),
                of(SEQUENCE, "gru", "units", 3),
                of(SEQUENCE, "gru", "units", 3, "returns", "sequence"),
                of(SEQUENCE, "gru", "units", 3, "bias", false),
                of(SEQUENCE, "multi_head_attention"),
                of(SEQUENCE, "multi_head_attention", "heads", 2),
                of(SEQUENCE, "multi_head_attention", "heads", 2, "bias", false),
                of(SEQUENCE, "sequence_pool"),
                of(SEQUENCE, "sequence_pool", "of", "max"));
    }

    private static List<LayerCase> tables() {
        return List.of(
                of(ROW, "column_embedding", "numbers", 4, "features", 3, "frequencies", 5),
                of(ROW, "column_embedding", "features", 3, "frequencies", 1),
                of(ROW, "column_embedding", "form", "piecewise", "numbers", 2, "features", 3, "bins", 6),
                of(ROW, "column_embedding", "form", "piecewise", "features", 2, "bins", 2),
                of(ROW, "column_embedding", "form", "none"),
                of(ROW, "ensemble", "members", 3),
                of(SEQUENCE, "ensemble_linear", "units", 3),
                of(SEQUENCE, "ensemble_linear", "units", 3, "bias", false),
                of(SEQUENCE, "ensemble_mean"),
                of(SEQUENCE, "ensemble_mean", "of", "values"));
    }

    private static List<LayerCase> arrangements() {
        return List.of(
                new LayerCase(Layer.of("add"), List.of(IMAGE, IMAGE, IMAGE)),
                new LayerCase(Layer.of("add"), List.of(ROW)),
                new LayerCase(Layer.of("mean"), List.of(IMAGE, IMAGE, IMAGE)),
                new LayerCase(Layer.of("mean"), List.of(ROW)),
                new LayerCase(Layer.of("multiply"), List.of(IMAGE, Shape.of(4))),
                new LayerCase(Layer.of("multiply"), List.of(Shape.of(5), SEQUENCE, SEQUENCE)),
                new LayerCase(Layer.of("multiply"), List.of(ROW, ROW)),
                new LayerCase(Layer.of("concat"), List.of(IMAGE, Shape.of(2, 6, 7))),
                new LayerCase(Layer.of("concat"), List.of(IMAGE)),
                new LayerCase(Layer.of("concat", "axis", 1), List.of(IMAGE, Shape.of(4, 2, 7))),
                of(IMAGE, "identity"),
                of(IMAGE, "zero", "stride", 2, "out_channels", 3),
                of(ROW, "zero"),
                of(IMAGE, "narrow", "channels", 2, "offset", 1),
                of(ROW, "narrow", "channels", 2, "offset", 4),
                of(IMAGE, "shift"),
                of(IMAGE, "channel_shuffle", "groups", 2),
                of(IMAGE, "flatten"),
                of(ROW, "flatten"),
                of(IMAGE, "reshape", "shape", List.of(-1, 7)),
                of(ROW, "reshape", "shape", List.of(1, 2, 3)),
                of(IMAGE, "transpose", "axes", List.of(1, 2, 0)),
                of(SEQUENCE, "transpose", "axes", List.of(1, 0)));
    }

    private static List<LayerCase> composites() {
        return List.of(
                of(IMAGE, "depthwise_separable_conv2d", "out_channels", 6, "stride", 2),
                of(IMAGE, "depthwise_separable_conv2d", "dilation", 2, "bias", false),
                of(IMAGE, "squeeze_excitation", "reduction", 2, "activation", "silu"),
                of(IMAGE, "squeeze_excitation", "units", 3, "gate", "hard_sigmoid"),
                of(IMAGE, "inverted_residual", "expand", 2, "activation", "silu", "se_units", 3, "se_gate", "sigmoid"),
                of(IMAGE, "inverted_residual", "out_channels", 5, "stride", 2, "expand", 1),
                of(IMAGE, "inverted_residual", "kernel", 5, "activation", "hard_swish"),
                of(IMAGE, "factorized_reduction", "out_channels", 7, "activation", "silu"),
                of(IMAGE, "factorized_reduction", "affine", false));
    }

    static LayerCase of(Shape input, String type, Object... attributes) {
        return new LayerCase(Layer.of(type, attributes), List.of(input));
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
