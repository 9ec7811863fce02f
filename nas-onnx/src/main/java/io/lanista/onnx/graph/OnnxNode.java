package io.lanista.onnx.graph;

import java.util.List;

/**
 * A step of a graph.
 *
 * @param name unique among the nodes
 * @param operator what it computes
 * @param inputs the names of the values that it reads; empty for one that is left out
 * @param outputs the names of the values that it makes; empty for one that nobody reads
 */
public record OnnxNode(String name, OnnxOperator operator, List<String> inputs, List<String> outputs) {
    /** Copies. */
    public OnnxNode {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
