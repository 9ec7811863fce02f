package io.lanista.onnx;

import io.lanista.api.model.Shape;
import io.lanista.onnx.graph.OnnxOperator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Layers that make one tensor of several. */
final class JoiningMappings {
    private JoiningMappings() {}

    static Map<String, LayerMapping> mappings() {
        return Map.of(
                "add", layer -> chain(layer, "Add", layer.inputs()),
                "mean", JoiningMappings::mean,
                "multiply", JoiningMappings::multiply,
                "concat", JoiningMappings::concat);
    }

    /** One operation for each further value; runtimes fuse and quantise these, and not the operations on many values. */
    private static String chain(OnnxLayer layer, String operator, List<String> values) {
        String result = values.get(0);
        for (String next : values.subList(1, values.size())) {
            result = layer.add(OnnxOperator.of(operator), result, next);
        }
        return result;
    }

    private static String mean(OnnxLayer layer) {
        int count = layer.inputs().size();
        String sum = chain(layer, "Add", layer.inputs());
        return count == 1 ? sum : layer.add(OnnxOperator.of("Div"), sum, layer.constant("count", new long[0], count));
    }

    private static String multiply(OnnxLayer layer) {
        int rank = layer.outputShape().rank();
        List<String> factors = new ArrayList<>();
        for (int i = 0; i < layer.inputs().size(); i++) {
            Shape shape = layer.inputShapes().get(i);
            String factor = layer.inputs().get(i);
            factors.add(shape.rank() == rank ? factor : layer.reshape(factor, spread(rank)));
        }
        return chain(layer, "Mul", factors);
    }

    /** One number for each channel, {@code (batch, channels)}, as {@code (batch, channels, 1, …)}. */
    private static long[] spread(int rank) {
        long[] spread = new long[rank + 1];
        Arrays.fill(spread, 2, spread.length, 1);
        return spread;
    }

    private static String concat(OnnxLayer layer) {
        if (layer.inputs().size() == 1) {
            return layer.input();
        }
        return layer.add(OnnxOperator.of("Concat").integer("axis", layer.integer("axis") + 1), layer.inputs(), 0);
    }
}
