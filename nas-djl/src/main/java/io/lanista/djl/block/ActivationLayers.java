package io.lanista.djl.block;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Activations;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Element-wise activations and softmax. */
final class ActivationLayers {
    private ActivationLayers() {}

    static Map<String, LayerBuilder> builders() {
        Map<String, LayerBuilder> builders = new HashMap<>();
        builders.put("relu", site -> limit(Activations::relu));
        builders.put("relu6", plain(Activations::relu6));
        builders.put("gelu", plain(Activations::gelu));
        builders.put("silu", plain(Activations::silu));
        builders.put("sigmoid", plain(Activations::sigmoid));
        builders.put("tanh", plain(Activations::tanh));
        builders.put("hard_swish", plain(Activations::hardSwish));
        builders.put("hard_sigmoid", plain(Activations::hardSigmoid));
        builders.put("softmax", plain(x -> Activations.softmax(x, -1)));
        builders.put("leaky_relu", site -> {
            double slope = site.real("slope");
            return on(x -> Activations.leakyRelu(x, slope));
        });
        builders.put("elu", site -> {
            double alpha = site.real("alpha");
            return on(x -> Activations.elu(x, alpha));
        });
        return builders;
    }

    private static LimitComputation limit(UnaryOperator<NDArray> function) {
        return (inputs, pass) -> function.apply(inputs.get(0));
    }

    private static LayerBuilder plain(UnaryOperator<NDArray> function) {
        return site -> on(function);
    }

    private static Computation on(UnaryOperator<NDArray> function) {
        return (inputs, pass) -> function.apply(inputs.get(0));
    }
}
