package io.lanista.djl.proxy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.lanista.djl.backend.FlatParameters;
import io.lanista.djl.backend.Step;
import java.util.random.RandomGenerator;

/**
 * {@code Σ |w · ∂R/∂w|} over all weights, where R is the sum of the outputs for an input of ones and all parameters are replaced by their
 * absolute values (Tanaka et al., "Pruning neural networks without any data by iteratively conserving synaptic flow", NeurIPS 2020,
 * equation 3; as a proxy: Abdelfattah et al., "Zero-Cost Proxies for Lightweight NAS", ICLR 2021). Normalisations hand their input on;
 * numbers are of double precision, since those of deep networks are larger than a float holds. Needs no data.
 */
final class Synflow {
    private Synflow() {}

    static double of(ProbedNetwork network, Shape example, NDManager manager, RandomGenerator masks) {
        FlatParameters parameters = network.parameters();
        float[] values = parameters.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.abs(values[i]);
        }
        parameters.set(values);
        try (Step step = Step.training()) {
            NDArray ones = manager.ones(new Shape(1).addAll(example), DataType.FLOAT64);
            NDArray outputs = network.forward(
                    ones,
                    network.pass(parameters.recordDoubles(), false, masks),
                    (layer, inputs, pass) ->
                            LayerRule.NORMS.contains(layer.layer().type())
                                    ? inputs.get(0)
                                    : doubles(LayerRule.PLAIN.apply(layer, inputs, pass)));
            step.backward(outputs.sum());
            double[] gradient = parameters.gradient().toDoubleArray();
            double sum = 0;
            for (ProbedNetwork.Weight weight : network.weights()) {
                for (int i = weight.from(); i < weight.to(); i++) {
                    sum += Math.abs(values[i] * gradient[i]);
                }
            }
            return sum;
        }
    }

    /** Some layers make tensors of their own, whatever their input is. */
    private static NDArray doubles(NDArray tensor) {
        return tensor.getDataType() == DataType.FLOAT64 ? tensor : tensor.toType(DataType.FLOAT64, false);
    }
}
