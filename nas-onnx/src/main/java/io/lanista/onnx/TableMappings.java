package io.lanista.onnx;

import io.lanista.onnx.graph.OnnxOperator;
import java.util.Map;

/** Layers over rows of a table {@code (batch, columns)}, and over the members of an ensemble {@code (batch, members, values)}. */
final class TableMappings {
    private TableMappings() {}

    static Map<String, LayerMapping> mappings() {
        return Map.of(
                "column_embedding",
                TableMappings::columnEmbedding,
                "ensemble",
                TableMappings::ensemble,
                "ensemble_linear",
                TableMappings::ensembleLinear,
                "ensemble_mean",
                TableMappings::ensembleMean);
    }

    private static String columnEmbedding(OnnxLayer layer) {
        if (layer.layer().text("form", "periodic").equals("none")) {
            return layer.input();
        }
        long columns = layer.inputShape().get(0);
        long numbers = layer.integer("numbers") == 0 ? columns : layer.integer("numbers");
        String first = numbers == columns ? layer.input() : columns(layer, 0, numbers);
        String row = layer.reshape(first, 0, numbers, 1);
        String vectors = layer.layer().text("form", "periodic").equals("periodic")
                ? periodic(layer, row)
                : piecewise(layer, row);
        String flat = layer.reshape(vectors, 0, numbers * layer.integer("features"));
        return numbers == columns
                ? flat
                : layer.add(OnnxOperator.of("Concat").integer("axis", 1), flat, columns(layer, numbers, columns));
    }

    private static String columns(OnnxLayer layer, long from, long to) {
        return layer.add(
                OnnxOperator.of("Slice"),
                layer.input(),
                layer.integers("from", from),
                layer.integers("to", to),
                layer.integers("axes", 1));
    }

    private static String periodic(OnnxLayer layer, String row) {
        String products = layer.add(OnnxOperator.of("Mul"), row, layer.parameter("coefficients"));
        String angles = layer.add(
                OnnxOperator.of("Mul"), products, layer.constant("circle", new long[0], (float) (2 * Math.PI)));
        String waves = layer.add(
                OnnxOperator.of("Concat").integer("axis", -1),
                layer.add(OnnxOperator.of("Cos"), angles),
                layer.add(OnnxOperator.of("Sin"), angles));
        String weight = layer.transpose(layer.parameter("weight"), 1, 0);
        String mapped = layer.add(OnnxOperator.of("MatMul"), waves, weight);
        return layer.add(OnnxOperator.of("Relu"), layer.add(OnnxOperator.of("Add"), mapped, layer.parameter("bias")));
    }

    private static String piecewise(OnnxLayer layer, String row) {
        String from = layer.add(OnnxOperator.of("Sub"), row, layer.buffer("starts"));
        String through = layer.add(OnnxOperator.of("Mul"), from, layer.buffer("factors"));
        String atLeast = layer.add(OnnxOperator.of("Max"), through, layer.buffer("lowest"));
        String clamped = layer.add(OnnxOperator.of("Min"), atLeast, layer.buffer("highest"));
        String byNumber =
                layer.add(OnnxOperator.of("MatMul"), layer.transpose(clamped, 1, 0, 2), layer.parameter("parts"));
        String straight = layer.add(
                OnnxOperator.of("Add"),
                layer.add(OnnxOperator.of("Mul"), row, layer.parameter("weight")),
                layer.parameter("bias"));
        return layer.add(OnnxOperator.of("Add"), straight, layer.transpose(byNumber, 1, 0, 2));
    }

    private static String ensemble(OnnxLayer layer) {
        String row = layer.reshape(layer.input(), 0, 1, layer.inputShape().get(0));
        return layer.add(OnnxOperator.of("Mul"), row, layer.parameter("scale"));
    }

    private static String ensembleLinear(OnnxLayer layer) {
        String weight = layer.transpose(layer.parameter("weight"), 0, 2, 1);
        String product = layer.transpose(
                layer.add(OnnxOperator.of("MatMul"), layer.transpose(layer.input(), 1, 0, 2), weight), 1, 0, 2);
        return layer.flag("bias") ? layer.add(OnnxOperator.of("Add"), product, layer.parameter("bias")) : product;
    }

    private static String ensembleMean(OnnxLayer layer) {
        String of = layer.layer().text("of", "auto");
        boolean classes = of.equals("probabilities")
                || (of.equals("auto") && layer.outputShape().get(0) > 1);
        OnnxOperator mean = OnnxOperator.of("ReduceMean").integers("axes", 1).integer("keepdims", 0);
        if (!classes) {
            return layer.add(mean, layer.input());
        }
        String probabilities = layer.add(OnnxOperator.of("Softmax").integer("axis", -1), layer.input());
        return layer.add(OnnxOperator.of("Log"), layer.add(mean, probabilities));
    }
}
