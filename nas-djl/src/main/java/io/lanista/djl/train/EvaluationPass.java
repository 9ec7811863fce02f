package io.lanista.djl.train;

import ai.djl.ndarray.NDManager;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.block.Network;
import java.util.Map;

/** Runs a network over examples as in use, without training it. */
final class EvaluationPass {
    private EvaluationPass() {}

    /**
     * Measures how good a network is.
     *
     * @param batches over standardised examples
     * @param betweenBatches run before each batch; what it throws ends the measurement
     */
    static Map<String, Double> measure(Network network, TensorBatches batches, Runnable betweenBatches) {
        batches.startEpoch();
        while (batches.next()) {
            betweenBatches.run();
            try (Step step = Step.evaluating()) {
                Batch batch = batches.batch();
                batch.measure(network.predict(batch.inputs()));
            }
        }
        return batches.metrics();
    }

    /** The network's outputs for so many standardised examples, row-major. */
    static float[] outputs(Network network, float[] features, int examples, long[] shape, NDManager manager) {
        try (Step step = Step.evaluating()) {
            return network.predict(Tensors.of(manager, features, TensorBatches.batchShape(examples, shape)))
                    .toFloatArray();
        }
    }
}
