package io.lanista.djl.proxy;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.FlatParameters;
import io.lanista.djl.backend.Step;
import io.lanista.djl.train.Batch;
import io.lanista.djl.train.TensorBatches;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Proxies that read the gradient of the training loss by the initial weights. */
final class GradientScores {
    private GradientScores() {}

    /**
     * {@code Σ |w · ∂L/∂w|} over all weights (Lee et al., "SNIP", ICLR 2019, equation 5; summed up as a proxy by Abdelfattah et al., ICLR
     * 2021).
     */
    static double snip(ProbedNetwork network, float[] gradient) {
        float[] values = network.parameters().toArray();
        double sum = 0;
        for (ProbedNetwork.Weight weight : network.weights()) {
            for (int i = weight.from(); i < weight.to(); i++) {
                sum += Math.abs((double) values[i] * gradient[i]);
            }
        }
        return sum;
    }

    /** The sum of the Euclidean norms of the layers' gradients (Abdelfattah et al., ICLR 2021). */
    static double norm(ProbedNetwork network, float[] gradient) {
        double sum = 0;
        for (ProbedNetwork.Weight weight : network.weights()) {
            double square = 0;
            for (int i = weight.from(); i < weight.to(); i++) {
                square += (double) gradient[i] * gradient[i];
            }
            sum += Math.sqrt(square);
        }
        return sum;
    }

    /**
     * {@code Σ log Σ mean|g| / std(g)} over layers and their weights, mean and deviation being taken over batches; weights without a
     * deviation are left out, and so are layers in which no weight has one (Li et al., "ZiCo", ICLR 2023, equation 17).
     *
     * @param gradients one for each batch, at least two
     */
    static double zico(ProbedNetwork network, List<float[]> gradients) {
        double score = 0;
        for (ProbedNetwork.Weight weight : network.weights()) {
            double sum = 0;
            for (int i = weight.from(); i < weight.to(); i++) {
                double mean = 0;
                double size = 0;
                for (float[] gradient : gradients) {
                    mean += gradient[i] / (double) gradients.size();
                    size += Math.abs(gradient[i]) / (double) gradients.size();
                }
                double variance = 0;
                for (float[] gradient : gradients) {
                    variance += (gradient[i] - mean) * (gradient[i] - mean) / gradients.size();
                }
                sum += variance > 0 ? size / Math.sqrt(variance) : 0;
            }
            score += sum > 0 ? Math.log(sum) : 0;
        }
        return score;
    }

    /** The gradients of all parameters, one for each batch. */
    static List<float[]> gradients(ProbedNetwork network, TensorBatches batches, RandomGenerator masks) {
        FlatParameters parameters = network.parameters();
        List<float[]> gradients = new ArrayList<>();
        batches.startEpoch();
        while (batches.next()) {
            try (Step step = Step.training()) {
                Batch batch = batches.batch();
                NDArray outputs = network.forward(
                        batch.inputs(), network.pass(parameters.record(), true, masks), LayerRule.PLAIN);
                step.backward(batch.loss(outputs));
                gradients.add(parameters.gradient().toFloatArray());
            }
        }
        return gradients;
    }
}
