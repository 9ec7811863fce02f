package io.lanista.onnx.quantize;

import io.lanista.onnx.graph.OnnxConstant;
import io.lanista.onnx.graph.OnnxGraph;
import io.lanista.onnx.graph.OnnxNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Who makes and who reads each value of a graph. */
final class GraphIndex {
    private final Map<String, OnnxNode> makers = new HashMap<>();
    private final Map<String, List<OnnxNode>> readers = new HashMap<>();
    private final Map<String, OnnxConstant> constants = new HashMap<>();

    GraphIndex(OnnxGraph graph) {
        graph.constants().forEach(constant -> constants.put(constant.name(), constant));
        for (OnnxNode node : graph.nodes()) {
            node.outputs().forEach(output -> makers.put(output, node));
            node.inputs()
                    .forEach(input -> readers.computeIfAbsent(input, key -> new ArrayList<>())
                            .add(node));
        }
    }

    /** The node that makes a value; empty for an input or a constant. */
    Optional<OnnxNode> maker(String value) {
        return Optional.ofNullable(makers.get(value));
    }

    /** The only node that reads a value, if there is one only. */
    Optional<OnnxNode> onlyReader(String value) {
        List<OnnxNode> all = readers(value);
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    List<OnnxNode> readers(String value) {
        return readers.getOrDefault(value, List.of());
    }

    boolean isConstant(String value) {
        return constants.containsKey(value);
    }

    OnnxConstant constant(String name) {
        return Objects.requireNonNull(constants.get(name), name);
    }

    /** Whether a node is of one of these types. */
    static boolean is(OnnxNode node, String... types) {
        return List.of(types).contains(node.operator().type());
    }

    /** What a node makes. */
    static String result(OnnxNode node) {
        return node.outputs().get(node.outputs().size() - 1);
    }
}
