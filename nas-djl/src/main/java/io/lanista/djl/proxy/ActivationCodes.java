package io.lanista.djl.proxy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * NWOT: {@code log |det K|}, where K counts for two examples of a batch how many rectifiers are on for both or off for both (Mellor et al.,
 * "Neural Architecture Search without Training", ICML 2021, equation 2). A determinant of zero counts as a very small one. Smooth
 * activations count as rectifiers that are on above zero.
 */
final class ActivationCodes {
    private static final Set<String> RECTIFIERS =
            Set.of("relu", "relu6", "leaky_relu", "elu", "gelu", "silu", "hard_swish");
    private static final double LEAST_PIVOT = 1e-9;

    private ActivationCodes() {}

    static double of(ProbedNetwork network, NDArray inputs, NDManager manager, RandomGenerator masks) {
        int examples = Math.toIntExact(inputs.getShape().get(0));
        double[][] kernel = new double[examples][examples];
        try (Step step = Step.evaluating()) {
            NDArray zero = Tensors.of(manager, new float[1], 1);
            network.forward(inputs, network.pass(network.parameters().view(), true, masks), (layer, values, pass) -> {
                if (RECTIFIERS.contains(layer.layer().type())) {
                    count(values.get(0).gt(zero), kernel);
                }
                return LayerRule.PLAIN.apply(layer, values, pass);
            });
        }
        return SymmetricMatrix.logDeterminant(kernel, LEAST_PIVOT);
    }

    /** Adds the agreements of codes {@code (examples, …)}: both on, or both off. */
    private static void count(NDArray isOn, double[][] kernel) {
        int examples = kernel.length;
        NDArray codes = Tensors.reshape(isOn.toType(DataType.FLOAT32, false), examples, -1);
        long length = codes.getShape().get(1);
        float[] both = Tensors.matmul(codes, Tensors.permute(codes, 1, 0)).toFloatArray();
        for (int i = 0; i < examples; i++) {
            for (int j = 0; j < examples; j++) {
                double off = length - both[i * examples + i] - both[j * examples + j] + both[i * examples + j];
                kernel[i][j] += both[i * examples + j] + off;
            }
        }
    }
}
