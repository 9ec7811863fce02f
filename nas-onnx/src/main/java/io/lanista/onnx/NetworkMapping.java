package io.lanista.onnx;

import io.lanista.djl.backend.NamedArrays;
import io.lanista.djl.block.NetworkPlan;
import io.lanista.djl.block.PlannedLayer;
import io.lanista.onnx.graph.GraphBuilder;
import io.lanista.onnx.graph.OnnxException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Adds the layers of a network to a graph, one after the other.
 *
 * @param mappings of the layer types
 * @param parameters each by the path of its layer and its own name
 * @param buffers running statistics, named likewise
 */
record NetworkMapping(OnnxMappings mappings, NamedArrays parameters, NamedArrays buffers) {
    /**
     * Adds all layers.
     *
     * @param inputs the values that the network reads, in the model's order
     * @return the value that holds its output
     * @throws OnnxException if a layer's type has no mapping, or a mapping fails; the message names node and type
     */
    String map(NetworkPlan plan, List<String> inputs, GraphBuilder graph) {
        Map<Integer, String> values = new HashMap<>();
        for (String input : inputs) {
            values.put(values.size(), input);
        }
        for (PlannedLayer layer : plan.layers()) {
            List<String> reads = layer.from().stream()
                    .map(number -> Objects.requireNonNull(values.get(number), "a value that was made"))
                    .toList();
            values.put(layer.to(), map(new OnnxLayer(layer.use(), reads, parameters, buffers, graph), graph));
        }
        return Objects.requireNonNull(values.get(plan.result()), "the network's output");
    }

    private String map(OnnxLayer layer, GraphBuilder graph) {
        String type = layer.layer().type();
        LayerMapping mapping = mappings.mapping(type)
                .orElseThrow(() -> new OnnxException(String.format(
                        Locale.ROOT,
                        "The node (%s) is a layer of the type '%s', which nothing says how to write as ONNX. Maybe add an"
                                + " OnnxMapping for it to the plug-in that the type comes from.",
                        layer.path(),
                        type)));
        try {
            String made = mapping.map(layer);
            graph.requireKnown(layer.path(), made);
            return made;
        } catch (RuntimeException failure) {
            throw new OnnxException(
                    String.format(
                            Locale.ROOT,
                            "The node (%s) can't be written as ONNX: the mapping of its type '%s' says: %s",
                            layer.path(),
                            type,
                            failure.getMessage()),
                    failure);
        }
    }
}
