package io.lanista.onnx;

import io.lanista.onnx.graph.OnnxOperator;
import java.util.HashMap;
import java.util.Map;

/** Element-wise activations and softmax. */
final class ActivationMappings {
    private static final long[] NUMBER = {};
    private static final float LARGEST_RELU6 = 6;
    private static final double SIXTH = 1.0 / 6;

    private ActivationMappings() {}

    static Map<String, LayerMapping> mappings() {
        Map<String, LayerMapping> mappings = new HashMap<>();
        mappings.put("relu", plain(OnnxOperator.of("Relu")));
        mappings.put("relu6", ActivationMappings::relu6);
        mappings.put("gelu", ActivationMappings::gelu);
        mappings.put("silu", ActivationMappings::silu);
        mappings.put("sigmoid", plain(OnnxOperator.of("Sigmoid")));
        mappings.put("tanh", plain(OnnxOperator.of("Tanh")));
        mappings.put("hard_swish", plain(OnnxOperator.of("HardSwish")));
        // The standard's own default of alpha is 0.2.
        mappings.put("hard_sigmoid", plain(OnnxOperator.of("HardSigmoid").real("alpha", SIXTH)));
        mappings.put("softmax", plain(OnnxOperator.of("Softmax").integer("axis", -1)));
        mappings.put(
                "leaky_relu",
                layer -> layer.add(OnnxOperator.of("LeakyRelu").real("alpha", layer.real("slope")), layer.input()));
        mappings.put(
                "elu", layer -> layer.add(OnnxOperator.of("Elu").real("alpha", layer.real("alpha")), layer.input()));
        return mappings;
    }

    private static LayerMapping plain(OnnxOperator operator) {
        return layer -> layer.add(operator, layer.input());
    }

    private static String relu6(OnnxLayer layer) {
        return layer.add(
                OnnxOperator.of("Clip"),
                layer.input(),
                layer.constant("least", NUMBER, 0),
                layer.constant("most", NUMBER, LARGEST_RELU6));
    }

    /** {@code 0.5 · x · (1 + erf(x / √2))}, in the order that runtimes know as one operation. */
    private static String gelu(OnnxLayer layer) {
        String scaled =
                layer.add(OnnxOperator.of("Div"), layer.input(), layer.constant("root", NUMBER, (float) Math.sqrt(2)));
        String erf = layer.add(OnnxOperator.of("Erf"), scaled);
        String share = layer.add(OnnxOperator.of("Add"), erf, layer.constant("one", NUMBER, 1));
        String product = layer.add(OnnxOperator.of("Mul"), layer.input(), share);
        return layer.add(OnnxOperator.of("Mul"), product, layer.constant("half", NUMBER, 0.5f));
    }

    private static String silu(OnnxLayer layer) {
        return layer.add(OnnxOperator.of("Mul"), layer.input(), layer.add(OnnxOperator.of("Sigmoid"), layer.input()));
    }
}
