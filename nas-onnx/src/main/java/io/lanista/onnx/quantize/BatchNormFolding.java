package io.lanista.onnx.quantize;

import io.lanista.onnx.graph.OnnxConstant;
import io.lanista.onnx.graph.OnnxGraph;
import io.lanista.onnx.graph.OnnxNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Puts batch norms into the convolutions and linear maps before them, where nobody else reads their result: with f = γ / √(σ² + ε), the
 * weights of a channel are multiplied by f, and its bias becomes (b − μ) · f + β.
 */
final class BatchNormFolding {
    private final GraphIndex index;
    private final OnnxGraph graph;
    private final Map<String, OnnxNode> replaced = new HashMap<>();
    private final Set<OnnxNode> gone = new HashSet<>();
    private final List<OnnxConstant> constants = new ArrayList<>();
    private final Set<String> unused = new HashSet<>();

    private BatchNormFolding(OnnxGraph graph) {
        this.graph = graph;
        this.index = new GraphIndex(graph);
    }

    static OnnxGraph fold(OnnxGraph graph) {
        return new BatchNormFolding(graph).fold();
    }

    private OnnxGraph fold() {
        for (OnnxNode node : graph.nodes()) {
            if (GraphIndex.is(node, "BatchNormalization")) {
                linearBefore(node).ifPresent(linear -> fold(linear, node));
            }
        }
        List<OnnxNode> nodes = new ArrayList<>();
        for (OnnxNode node : graph.nodes()) {
            if (!gone.contains(node)) {
                nodes.add(replaced.getOrDefault(node.name(), node));
            }
        }
        graph.constants().stream()
                .filter(constant -> !unused.contains(constant.name()))
                .forEach(constants::add);
        return new OnnxGraph(graph.name(), graph.inputs(), graph.outputs(), nodes, constants);
    }

    private Optional<OnnxNode> linearBefore(OnnxNode norm) {
        String value = norm.inputs().get(0);
        return index.maker(value)
                .filter(maker -> GraphIndex.is(maker, "Conv", "Gemm"))
                .filter(maker -> index.onlyReader(value).isPresent());
    }

    private void fold(OnnxNode linear, OnnxNode norm) {
        float[] gamma = values(norm, 1);
        float[] beta = values(norm, 2);
        float[] mean = values(norm, 3);
        float[] variance = values(norm, 4);
        float epsilon =
                (Float) Objects.requireNonNull(norm.operator().attributes().get("epsilon"));
        OnnxConstant weight = index.constant(linear.inputs().get(1));
        float[] weights = weight.values();
        float[] bias = linear.inputs().size() > 2 ? values(linear, 2) : new float[gamma.length];
        int perChannel = weights.length / gamma.length;
        for (int channel = 0; channel < gamma.length; channel++) {
            double factor = gamma[channel] / Math.sqrt((double) variance[channel] + epsilon);
            for (int i = channel * perChannel; i < (channel + 1) * perChannel; i++) {
                weights[i] = (float) (weights[i] * factor);
            }
            bias[channel] = (float) ((bias[channel] - mean[channel]) * factor + beta[channel]);
        }
        unused.addAll(linear.inputs().subList(1, linear.inputs().size()));
        unused.addAll(norm.inputs().subList(1, norm.inputs().size()));
        String biasName = linear.name() + ".bias";
        constants.add(OnnxConstant.floats(weight.name(), sizes(weight), weights));
        constants.add(OnnxConstant.floats(biasName, new long[] {bias.length}, bias));
        gone.add(norm);
        replaced.put(
                linear.name(),
                new OnnxNode(
                        linear.name(),
                        linear.operator(),
                        List.of(linear.inputs().get(0), weight.name(), biasName),
                        norm.outputs()));
    }

    private float[] values(OnnxNode node, int input) {
        return index.constant(node.inputs().get(input)).values();
    }

    private static long[] sizes(OnnxConstant constant) {
        return constant.shape().stream().mapToLong(Long::longValue).toArray();
    }
}
