package io.lanista.onnx.quantize;

import io.lanista.onnx.graph.OnnxGraph;
import io.lanista.onnx.graph.OnnxNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which tensors of a graph are held in 8 bits: what convolutions and linear maps with constant weights read, what convolutions make
 * (behind the activation that runtimes fuse with them), and what sums, concatenations and pools read and make. What nobody reads in 8
 * bits stays as it is, such as the network's output. A pool and a rearrangement use the scale of what they read.
 */
final class QuantizedTensors {
    private static final int MATRIX = 2;

    private final GraphIndex index;

    /** What comes after some weights; what a graph does to its input before them needs all its digits. */
    private final Set<String> inside = new HashSet<>();

    /** Each tensor, and the one whose scale it uses; itself if it has a scale of its own. */
    private final Map<String, String> scales = new LinkedHashMap<>();

    private QuantizedTensors(GraphIndex index) {
        this.index = index;
    }

    static QuantizedTensors of(OnnxGraph graph, GraphIndex index) {
        QuantizedTensors tensors = new QuantizedTensors(index);
        graph.nodes().stream()
                .filter(node ->
                        hasWeights(node, index) || node.inputs().stream().anyMatch(tensors.inside::contains))
                .forEach(node -> tensors.inside.addAll(node.outputs()));
        graph.nodes().forEach(tensors::addInputs);
        graph.nodes().forEach(tensors::addOutput);
        return tensors;
    }

    /** Whether a tensor is held in 8 bits. */
    boolean contains(String tensor) {
        return scales.containsKey(tensor);
    }

    /** The tensor whose scale this one uses. */
    String scaleOf(String tensor) {
        return scales.getOrDefault(tensor, tensor);
    }

    /** The tensors that have a scale of their own. */
    Set<String> withScale() {
        return new TreeSet<>(scales.values());
    }

    /** Whether a node multiplies with constant weights. */
    static boolean hasWeights(OnnxNode node, GraphIndex index) {
        if (!GraphIndex.is(node, "Conv", "Gemm", "MatMul")
                || !index.isConstant(node.inputs().get(1))) {
            return false;
        }
        // Runtimes refuse a scale for each channel where there are several matrices.
        return !GraphIndex.is(node, "MatMul")
                || index.constant(node.inputs().get(1)).shape().size() == MATRIX;
    }

    private void addInputs(OnnxNode node) {
        if (hasWeights(node, index)) {
            own(node.inputs().get(0));
        } else if (isJoin(node)) {
            node.inputs().forEach(this::own);
        }
    }

    private boolean isJoin(OnnxNode node) {
        return GraphIndex.is(node, "Add", "Concat")
                && node.inputs().stream().noneMatch(index::isConstant)
                && node.inputs().stream().anyMatch(inside::contains);
    }

    private void addOutput(OnnxNode node) {
        String result = GraphIndex.result(node);
        if (keepsScale(node) && contains(node.inputs().get(0))) {
            scales.put(result, scaleOf(node.inputs().get(0)));
        } else if (isJoin(node) || (hasWeights(node, index) && GraphIndex.is(node, "Conv"))) {
            own(fused(result));
        }
        // What is fused has no scale in between.
        if (isFused(result)) {
            scales.remove(result);
        }
    }

    private static boolean keepsScale(OnnxNode node) {
        return GraphIndex.is(node, "MaxPool", "AveragePool", "GlobalAveragePool", "Flatten", "Reshape", "Transpose");
    }

    private void own(String tensor) {
        scales.putIfAbsent(tensor, tensor);
    }

    private boolean isFused(String tensor) {
        return !fused(tensor).equals(tensor);
    }

    /** What comes out of the activation behind a tensor, if nobody else reads the tensor. */
    private String fused(String tensor) {
        List<OnnxNode> behind =
                new ArrayList<>(index.onlyReader(tensor).stream().toList());
        boolean linear = index.maker(tensor)
                .filter(maker -> GraphIndex.is(maker, "Conv", "Gemm", "Add"))
                .isPresent();
        return linear && !behind.isEmpty() && GraphIndex.is(behind.get(0), "Relu", "Clip")
                ? GraphIndex.result(behind.get(0))
                : tensor;
    }
}
