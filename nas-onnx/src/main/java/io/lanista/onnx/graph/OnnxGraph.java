package io.lanista.onnx.graph;

import java.util.List;

/**
 * A computation. Immutable.
 *
 * @param name for people
 * @param inputs what goes in
 * @param outputs what comes out
 * @param nodes the steps, each after those that it reads from
 * @param constants weights and other tensors that nobody has to give
 */
public record OnnxGraph(
        String name,
        List<OnnxValue> inputs,
        List<OnnxValue> outputs,
        List<OnnxNode> nodes,
        List<OnnxConstant> constants) {
    /** Copies. */
    public OnnxGraph {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        nodes = List.copyOf(nodes);
        constants = List.copyOf(constants);
    }
}
