package io.lanista.onnx;

import io.lanista.onnx.graph.OnnxOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Layers over sequences {@code (batch, steps, features)}. */
final class SequenceMappings {
    /** Where each gate of the standard stands among ours: input, output, forget, cell of input, forget, cell, output. */
    private static final int[] LSTM_GATES = {0, 3, 1, 2};

    /** Update, reset, hidden of reset, update, new. */
    private static final int[] GRU_GATES = {1, 0, 2};

    private static final float NEVER = 1e9f;
    private static final int STATES = 0;
    private static final int LAST_STATE = 1;

    private SequenceMappings() {}

    static Map<String, LayerMapping> mappings() {
        return Map.of(
                "lstm",
                layer -> recurrent(layer, OnnxOperator.of("LSTM"), LSTM_GATES),
                // The bias of the hidden state is added before the reset gate, as PyTorch has it.
                "gru",
                layer -> recurrent(layer, OnnxOperator.of("GRU").integer("linear_before_reset", 1), GRU_GATES),
                "multi_head_attention",
                SequenceMappings::attention,
                "sequence_pool",
                SequenceMappings::pool);
    }

    /** The operators take and make {@code (steps, …, batch, features)}; runtimes refuse their other layout. */
    private static String recurrent(OnnxLayer layer, OnnxOperator operator, int[] gates) {
        long units = layer.integer("units");
        long in = layer.inputShape().get(1);
        int all = gates.length;
        List<String> reads = new ArrayList<>(List.of(
                layer.transpose(layer.input(), 1, 0, 2),
                layer.constant("input_weight", new long[] {1, all * units, in}, ordered(layer, "input_weight", gates)),
                layer.constant(
                        "hidden_weight", new long[] {1, all * units, units}, ordered(layer, "hidden_weight", gates))));
        if (layer.flag("bias")) {
            float[] biases = new float[Math.toIntExact(2 * all * units)];
            System.arraycopy(ordered(layer, "input_bias", gates), 0, biases, 0, biases.length / 2);
            System.arraycopy(ordered(layer, "hidden_bias", gates), 0, biases, biases.length / 2, biases.length / 2);
            reads.add(layer.constant("bias", new long[] {1, biases.length}, biases));
        }
        boolean last = layer.layer().text("returns", "last").equals("last");
        if (layer.inputs().size() > 1) {
            return masked(layer, layer.add(operator.integer("hidden_size", units), reads, STATES), last);
        }
        String result = layer.add(operator.integer("hidden_size", units), reads, last ? LAST_STATE : STATES);
        String squeezed = layer.add(OnnxOperator.of("Squeeze"), result, layer.integers("axes", last ? 0 : 1));
        return last ? squeezed : layer.transpose(squeezed, 1, 0, 2);
    }

    /** All states, of which those of steps that are there count. */
    private static String masked(OnnxLayer layer, String states, boolean last) {
        String all = layer.transpose(layer.add(OnnxOperator.of("Squeeze"), states, layer.integers("axes", 1)), 1, 0, 2);
        String mask = mask(layer);
        if (!last) {
            return layer.add(OnnxOperator.of("Mul"), all, column(layer, mask));
        }
        long steps = layer.inputShape().get(0);
        String rest = layer.add(
                OnnxOperator.of("Slice"),
                mask,
                layer.integers("from", 1),
                layer.integers("to", steps),
                layer.integers("step_axis", 1));
        String first = layer.add(
                OnnxOperator.of("Slice"),
                mask,
                layer.integers("begin", 0),
                layer.integers("end", 1),
                layer.integers("begin_axis", 1));
        String none = layer.add(OnnxOperator.of("Mul"), first, layer.constant("none", new long[0], 0));
        String next = layer.add(OnnxOperator.of("Concat").integer("axis", 1), rest, none);
        String isLast = layer.add(OnnxOperator.of("Sub"), mask, next);
        return sum(layer, layer.add(OnnxOperator.of("Mul"), all, column(layer, isLast)), 0);
    }

    /** 1 for each step that is there, else 0. */
    private static String mask(OnnxLayer layer) {
        return layer.add(
                OnnxOperator.of("Clip"),
                layer.inputs().get(1),
                layer.constant("absent", new long[0], 0),
                layer.constant("present", new long[0], 1));
    }

    private static String column(OnnxLayer layer, String mask) {
        return layer.reshape(mask, 0, layer.inputShape().get(0), 1);
    }

    private static String sum(OnnxLayer layer, String value, int keep) {
        return layer.add(OnnxOperator.of("ReduceSum").integer("keepdims", keep), value, layer.integers("steps", 1));
    }

    private static String pool(OnnxLayer layer) {
        boolean mean = layer.layer().text("of", "mean").equals("mean");
        if (layer.inputs().size() == 1) {
            return layer.add(
                    OnnxOperator.of(mean ? "ReduceMean" : "ReduceMax")
                            .integers("axes", 1)
                            .integer("keepdims", 0),
                    layer.input());
        }
        String mask = mask(layer);
        String count = sum(layer, mask, 1);
        if (mean) {
            String masked = layer.add(OnnxOperator.of("Mul"), layer.input(), column(layer, mask));
            String atLeastOne = layer.add(OnnxOperator.of("Max"), count, layer.constant("one", new long[] {1}, 1));
            return layer.add(OnnxOperator.of("Div"), sum(layer, masked, 0), atLeastOne);
        }
        String seen = layer.add(
                OnnxOperator.of("Where"), present(layer, layer.inputShape().get(0), 1), layer.input(), never(layer));
        String most = layer.add(OnnxOperator.of("ReduceMax").integers("axes", 1).integer("keepdims", 0), seen);
        String any = layer.add(OnnxOperator.of("Min"), count, layer.constant("any", new long[] {1}, 1));
        return layer.add(OnnxOperator.of("Mul"), most, any);
    }

    private static float[] ordered(OnnxLayer layer, String name, int[] gates) {
        float[] ours = layer.parameterValues(name);
        float[] ordered = new float[ours.length];
        int size = ours.length / gates.length;
        for (int gate = 0; gate < gates.length; gate++) {
            System.arraycopy(ours, gates[gate] * size, ordered, gate * size, size);
        }
        return ordered;
    }

    private static String attention(OnnxLayer layer) {
        long steps = layer.inputShape().get(0);
        long features = layer.inputShape().get(1);
        long depth = features / layer.integer("heads");
        String queries = layer.add(
                OnnxOperator.of("Mul"), heads(layer, "query_", 0, 2, 1, 3), layer.constant("scale", new long[0], (float)
                        (1 / Math.sqrt(depth))));
        String scores = layer.add(OnnxOperator.of("MatMul"), queries, heads(layer, "key_", 0, 2, 3, 1));
        boolean masked = layer.inputs().size() > 1;
        String mask = masked ? mask(layer) : "";
        // Steps that aren't there get no weight. A sum with a very small number would leave 8 bits no room.
        String counted = masked
                ? layer.add(OnnxOperator.of("Where"), present(layer, 1, 1, steps), scores, never(layer))
                : scores;
        String weights = layer.add(OnnxOperator.of("Softmax").integer("axis", -1), counted);
        String seen = layer.add(OnnxOperator.of("MatMul"), weights, heads(layer, "value_", 0, 2, 1, 3));
        String joined = layer.reshape(layer.transpose(seen, 0, 2, 1, 3), 0, steps, features);
        String result = ConvolutionMappings.linear(layer, joined, "output_");
        return masked ? layer.add(OnnxOperator.of("Mul"), result, column(layer, mask)) : result;
    }

    /** Whether each step is there, in a shape that is spread over other axes. */
    private static String present(OnnxLayer layer, long... shape) {
        String there =
                layer.add(OnnxOperator.of("Greater"), layer.inputs().get(1), layer.constant("nothing", new long[0], 0));
        long[] wide = LongStream.concat(LongStream.of(0), LongStream.of(shape)).toArray();
        return layer.reshape(there, wide);
    }

    private static String never(OnnxLayer layer) {
        return layer.constant("never", new long[0], -NEVER);
    }

    /** A linear map cut into heads {@code (batch, steps, heads, depth)}, with the axes in this order. */
    private static String heads(OnnxLayer layer, String prefix, long... order) {
        long heads = layer.integer("heads");
        String projected = ConvolutionMappings.linear(layer, layer.input(), prefix);
        String cut = layer.reshape(
                projected,
                0,
                layer.inputShape().get(0),
                heads,
                layer.inputShape().get(1) / heads);
        return layer.transpose(cut, order);
    }
}
