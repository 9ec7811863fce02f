package io.lanista.djl.block;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Attention;
import io.lanista.djl.backend.Initial;
import io.lanista.djl.backend.Masks;
import io.lanista.djl.backend.Recurrent;
import io.lanista.djl.backend.Tensors;
import java.util.List;
import java.util.Map;

/**
 * Layers over sequences. Recurrent weights start uniform on {@code ±1/√units}, as PyTorch's do; attention's from Glorot's
 * uniform rule with biases of zero.
 */
final class SequenceLayers {
    private SequenceLayers() {}

    static Map<String, LayerBuilder> builders() {
        return Map.of(
                "lstm", SequenceLayers::lstm,
                "gru", SequenceLayers::gru,
                "multi_head_attention", SequenceLayers::attention,
                "sequence_pool", SequenceLayers::pool);
    }

    private static Computation lstm(LayerSite site) {
        Gates gates = new Gates(site, 4);
        boolean last = onlyLast(site);
        return (inputs, pass) -> {
            NDArray states = Recurrent.lstm(
                    inputs.get(0),
                    pass.parameter(gates.inputWeight),
                    pass.parameter(gates.hiddenWeight),
                    pass.optional(gates.inputBias),
                    pass.optional(gates.hiddenBias));
            return shown(states, inputs, last);
        };
    }

    private static Computation gru(LayerSite site) {
        Gates gates = new Gates(site, 3);
        boolean last = onlyLast(site);
        return (inputs, pass) -> {
            NDArray states = Recurrent.gru(
                    inputs.get(0),
                    pass.parameter(gates.inputWeight),
                    pass.parameter(gates.hiddenWeight),
                    pass.optional(gates.inputBias),
                    pass.optional(gates.hiddenBias));
            return shown(states, inputs, last);
        };
    }

    /** The last state, or all of them; with codes, of the steps that are there. */
    private static NDArray shown(NDArray states, List<NDArray> inputs, boolean last) {
        if (inputs.size() == 1) {
            return last ? Recurrent.last(states) : states;
        }
        NDArray codes = inputs.get(1);
        return last ? Masks.last(states, codes) : Tensors.multiply(states, Masks.column(codes));
    }

    private static Computation pool(LayerSite site) {
        boolean mean = site.layer().text("of", "mean").equals("mean");
        return (inputs, pass) -> {
            NDArray states = inputs.get(0);
            if (inputs.size() == 1) {
                return mean ? Tensors.mean(states, 1) : Masks.max(states);
            }
            return mean ? Masks.mean(states, inputs.get(1)) : Masks.max(states, inputs.get(1));
        };
    }

    private static boolean onlyLast(LayerSite site) {
        return site.layer().text("returns", "last").equals("last");
    }

    private static Computation attention(LayerSite site) {
        long features = site.input().get(1);
        int heads = site.integer("heads");
        Projection query = new Projection(site, "query", features);
        Projection key = new Projection(site, "key", features);
        Projection value = new Projection(site, "value", features);
        Projection output = new Projection(site, "output", features);
        return (StackedComputation) (inputs, pass) -> {
            NDArray x = inputs.get(0);
            NDArray q = Attention.splitHeads(query.apply(x, pass), heads);
            NDArray k = Attention.splitHeads(key.apply(x, pass), heads);
            NDArray v = Attention.splitHeads(value.apply(x, pass), heads);
            NDArray mask = inputs.size() == 1 ? null : Masks.ofScores(inputs.get(1));
            NDArray seen = output.apply(Attention.mergeHeads(Attention.scaledDotProduct(q, k, v, mask)), pass);
            return inputs.size() == 1 ? seen : Tensors.multiply(seen, Masks.column(inputs.get(1)));
        };
    }

    /** The parameters of a recurrent layer, by slot. */
    private static final class Gates {
        final WeightSlot inputWeight;
        final WeightSlot hiddenWeight;
        final WeightSlot inputBias;
        final WeightSlot hiddenBias;

        Gates(LayerSite site, int gates) {
            long in = site.input().get(1);
            long units = site.integer("units");
            Initial initial = Initial.torchDefault(units);
            boolean bias = site.flag("bias");
            inputWeight = site.parameter("input_weight", initial, gates * units, in);
            hiddenWeight = site.parameter("hidden_weight", initial, gates * units, units);
            inputBias = site.parameterIf(bias, "input_bias", initial, gates * units);
            hiddenBias = site.parameterIf(bias, "hidden_bias", initial, gates * units);
        }
    }

    /** A square linear map. */
    private static final class Projection {
        private final WeightSlot weight;
        private final WeightSlot bias;

        Projection(LayerSite site, String name, long features) {
            weight = site.parameter(name + "_weight", Initial.xavierUniform(features, features), features, features);
            bias = site.parameterIf(site.flag("bias"), name + "_bias", Initial.zeros(), features);
        }

        NDArray apply(NDArray x, Pass pass) {
            return pass.linear(x, weight, bias);
        }
    }
}
