package io.lanista.onnx.quantize;

import io.lanista.onnx.graph.ElementType;
import io.lanista.onnx.graph.OnnxConstant;
import io.lanista.onnx.graph.OnnxGraph;
import io.lanista.onnx.graph.OnnxNode;
import io.lanista.onnx.graph.OnnxOperator;
import io.lanista.onnx.graph.OnnxValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rewrites a graph, node by node: tensors in 8 bits pass through a pair of nodes that makes bytes of them and numbers of these. */
final class QuantizedGraph {
    private static final int LEVELS = 63;
    private static final long[] NUMBER = {};
    private static final String TO_NUMBERS = "DequantizeLinear";

    private final OnnxGraph graph;
    private final GraphIndex index;
    private final QuantizedTensors tensors;
    private final Map<String, Range> ranges;
    private final List<OnnxNode> nodes = new ArrayList<>();
    private final Map<String, OnnxConstant> constants = new HashMap<>();
    private final List<String> order = new ArrayList<>();
    private final Set<String> scaled = new HashSet<>();

    QuantizedGraph(OnnxGraph graph, GraphIndex index, QuantizedTensors tensors, Map<String, Range> ranges) {
        this.graph = graph;
        this.index = index;
        this.tensors = tensors;
        this.ranges = ranges;
    }

    OnnxGraph build() {
        graph.inputs().stream().map(OnnxValue::name).forEach(this::addPair);
        for (OnnxNode node : graph.nodes()) {
            nodes.add(rewritten(node));
            addPair(GraphIndex.result(node));
        }
        Set<String> read = new HashSet<>();
        nodes.forEach(node -> read.addAll(node.inputs()));
        graph.constants().stream()
                .filter(constant -> read.contains(constant.name()))
                .forEach(this::add);
        return new OnnxGraph(
                graph.name(),
                graph.inputs(),
                graph.outputs(),
                nodes,
                order.stream().map(constants::get).toList());
    }

    private OnnxNode rewritten(OnnxNode node) {
        List<String> inputs =
                new ArrayList<>(node.inputs().stream().map(this::numbers).toList());
        if (QuantizedTensors.hasWeights(node, index)) {
            Weights weights = new Weights(node, index.constant(node.inputs().get(1)));
            inputs.set(1, weights.add());
            if (inputs.size() > 2) {
                inputs.set(2, weights.addBias(index.constant(node.inputs().get(2))));
            }
        }
        return new OnnxNode(node.name(), node.operator(), inputs, node.outputs());
    }

    /** What readers of a tensor read now. */
    private String numbers(String tensor) {
        return tensors.contains(tensor) ? tensor + "/numbers" : tensor;
    }

    private void addPair(String tensor) {
        if (!tensors.contains(tensor)) {
            return;
        }
        String scale = tensors.scaleOf(tensor);
        Range range = ranges.getOrDefault(scale, Range.ZERO);
        if (scaled.add(scale)) {
            add(OnnxConstant.floats(scale + "/scale", NUMBER, range.scale()));
            add(OnnxConstant.bytes(scale + "/zero", ElementType.UINT8, NUMBER, range.zeroPoint()));
        }
        List<String> grid = List.of(scale + "/scale", scale + "/zero");
        String bytes = tensor + "/bytes";
        addNode(bytes, OnnxOperator.of("QuantizeLinear"), List.of(tensor, grid.get(0), grid.get(1)));
        addNode(numbers(tensor), OnnxOperator.of(TO_NUMBERS), List.of(bytes, grid.get(0), grid.get(1)));
    }

    private void addNode(String name, OnnxOperator operator, List<String> reads) {
        nodes.add(new OnnxNode(name, operator, reads, List.of(name)));
    }

    private void add(OnnxConstant constant) {
        if (constants.putIfAbsent(constant.name(), constant) == null) {
            order.add(constant.name());
        }
    }

    /** The weights of one node, with a scale for each channel of its output. */
    private final class Weights {
        private final OnnxNode node;
        private final OnnxConstant weight;
        private final int axis;
        private final int channels;
        private final float[] values;
        private final float[] scales;

        Weights(OnnxNode node, OnnxConstant weight) {
            this.node = node;
            this.weight = weight;
            this.axis = GraphIndex.is(node, "MatMul") ? 1 : 0;
            this.channels = Math.toIntExact(weight.shape().get(axis));
            this.values = weight.values();
            this.scales = scales();
        }

        private int channel(int place) {
            return axis == 0 ? place / (values.length / channels) : place % channels;
        }

        private float[] scales() {
            float[] largest = new float[channels];
            for (int i = 0; i < values.length; i++) {
                largest[channel(i)] = Math.max(largest[channel(i)], Math.abs(values[i]));
            }
            for (int channel = 0; channel < channels; channel++) {
                largest[channel] = largest[channel] > 0 ? largest[channel] / LEVELS : 1;
            }
            return largest;
        }

        String add() {
            byte[] bytes = new byte[values.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) Math.round(values[i] / scales[channel(i)]);
            }
            String name = weight.name();
            long[] shape = weight.shape().stream().mapToLong(Long::longValue).toArray();
            long[] perChannel = {channels};
            QuantizedGraph.this.add(OnnxConstant.bytes(name + "/bytes", ElementType.INT8, shape, bytes));
            QuantizedGraph.this.add(OnnxConstant.floats(name + "/scale", perChannel, scales));
            QuantizedGraph.this.add(
                    OnnxConstant.bytes(name + "/zero", ElementType.INT8, perChannel, new byte[channels]));
            addNode(
                    name + "/numbers",
                    OnnxOperator.of(TO_NUMBERS).integer("axis", axis),
                    List.of(name + "/bytes", name + "/scale", name + "/zero"));
            return name + "/numbers";
        }

        /** A bias has the scale of the products that it is added to. */
        String addBias(OnnxConstant bias) {
            float input = ranges.getOrDefault(tensors.scaleOf(node.inputs().get(0)), Range.ZERO)
                    .scale();
            float[] numbers = bias.values();
            float[] grid = new float[channels];
            int[] whole = new int[channels];
            for (int channel = 0; channel < channels; channel++) {
                grid[channel] = input * scales[channel];
                whole[channel] = (int) Math.round((double) numbers[channel] / grid[channel]);
            }
            String name = bias.name();
            long[] perChannel = {channels};
            QuantizedGraph.this.add(OnnxConstant.int32(name + "/whole", perChannel, whole));
            QuantizedGraph.this.add(OnnxConstant.floats(name + "/scale", perChannel, grid));
            addNode(
                    name + "/numbers",
                    OnnxOperator.of(TO_NUMBERS).integer("axis", 0),
                    List.of(name + "/whole", name + "/scale"));
            return name + "/numbers";
        }
    }
}
