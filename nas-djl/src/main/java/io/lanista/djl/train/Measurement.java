package io.lanista.djl.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.block.Network;
import io.lanista.djl.data.Batches;
import io.lanista.djl.data.DataSet;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;

/** Runs a network over examples as in use, without training it. */
final class Measurement {
    private final Network network;
    private final NDManager manager;
    private final int batchSize;

    Measurement(Network network, NDManager manager, int batchSize) {
        this.network = network;
        this.manager = manager;
        this.batchSize = batchSize;
    }

    /**
     * Measures how good the network is on standardised examples.
     *
     * @param betweenBatches run before each batch; what it throws ends the measurement
     */
    Map<String, Double> measure(DataSet data, Problem problem, Runnable betweenBatches) {
        Tally tally = problem.tally();
        Batches batches = Batches.inOrder(data, batchSize);
        batches.startEpoch();
        while (batches.next()) {
            betweenBatches.run();
            int length = batches.size() * data.featureSize();
            float[] features = batches.features();
            tally.add(
                    outputs(features.length == length ? features : Arrays.copyOf(features, length), data.shape()),
                    batches);
        }
        return tally.metrics();
    }

    /** The network's outputs for some standardised examples, row-major. */
    float[] outputs(float[] features, long[] shape) {
        try (Step step = Step.evaluating()) {
            NDArray batch = Tensors.of(manager, features, batchShape(features.length, shape));
            return network.predict(batch).toFloatArray();
        }
    }

    static long[] batchShape(int values, long[] shape) {
        long width = LongStream.of(shape).reduce(1, Math::multiplyExact);
        return LongStream.concat(LongStream.of(values / width), LongStream.of(shape))
                .toArray();
    }
}
