package io.lanista.djl.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Runs a network over examples as in use, without training it. */
final class EvaluationPass {
    private EvaluationPass() {}

    /**
     * Measures how good a network is.
     *
     * @param network makes outputs of a batch, inside a step
     * @param batches over standardised examples
     * @param betweenBatches run before each batch; what it throws ends the measurement
     */
    static Map<String, Double> measure(UnaryOperator<NDArray> network, TensorBatches batches, Runnable betweenBatches) {
        batches.startEpoch();
        while (batches.next()) {
            betweenBatches.run();
            try (Step step = Step.evaluating()) {
                Batch batch = batches.batch();
                batch.measure(network.apply(batch.inputs()));
            }
        }
        return batches.metrics();
    }

    /** The network's outputs for so many standardised examples, row-major. */
    static float[] outputs(
            UnaryOperator<NDArray> network, float[] features, int examples, long[] shape, NDManager manager) {
        try (Step step = Step.evaluating()) {
            return network.apply(Tensors.of(manager, features, TensorBatches.batchShape(examples, shape)))
                    .toFloatArray();
        }
    }
}
