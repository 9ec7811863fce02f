package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.api.space.Choices;
import io.lanista.djl.backend.Step;
import io.lanista.djl.data.DataSet;
import io.lanista.djl.train.Batch;
import io.lanista.djl.train.TensorBatches;
import io.lanista.djl.train.TrainingSetup;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Measures single architectures with the weights that they share in a supernet. For each one, the batch normalisations' statistics
 * are worked out anew, on some training examples, before it is measured on others (Guo et al., "Single Path One-Shot", ECCV 2020,
 * section 3.4): the running ones are of all architectures mixed. The supernet is afterwards what it was.
 *
 * <p>Nothing else than the architecture is computed ({@link PathNetwork}), whatever stands in the place of the supernet's choices; it must
 * {@linkplain Supernet#canBequeath() bequeath}. One thread at a time.
 */
public final class PathScores {
    /** How many training examples the statistics come from, unless another number is given. */
    public static final int EXAMPLES = 512;

    private final Supernet supernet;
    private final TrainingSetup setup;
    private final DataSet statistics;
    private final DataSet measured;
    private final int batchSize;
    private final NDManager manager;

    /**
     * For a supernet.
     *
     * @param setup whose problem the examples pose
     * @param training where the statistics come from
     * @param examples how many of them; all there are, if they are fewer
     * @param measured what architectures are measured on
     * @param batchSize how many examples go through the network at once
     * @param manager owns the tensors of a measurement while it lasts
     */
    public PathScores(
            Supernet supernet,
            TrainingSetup setup,
            DataSet training,
            int examples,
            DataSet measured,
            int batchSize,
            NDManager manager) {
        this.supernet = supernet;
        this.setup = setup;
        this.statistics = spread(training, examples);
        this.measured = measured;
        this.batchSize = batchSize;
        this.manager = manager;
    }

    /** Evenly from all over the data, which may be sorted. */
    private static DataSet spread(DataSet data, int examples) {
        int count = Math.min(examples, data.size());
        int[] chosen = new int[count];
        for (int i = 0; i < count; i++) {
            chosen[i] = (int) ((long) i * data.size() / count);
        }
        return data.select(chosen);
    }

    /**
     * The problem's metrics of an architecture.
     *
     * @param choices of the supernet's space
     * @param afterBatch called after each batch; what it throws ends the measurement
     */
    public Map<String, Double> measure(Choices choices, Runnable afterBatch) {
        PathNetwork path = supernet.path(choices);
        float[] running = supernet.buffers().toArray();
        try {
            adapt(path, afterBatch);
            TensorBatches batches = TensorBatches.inOrder(setup, measured, batchSize, manager);
            batches.startEpoch();
            while (batches.next()) {
                try (Step step = Step.evaluating()) {
                    Batch batch = batches.batch();
                    batch.measure(outputs(path, batch, false));
                }
                afterBatch.run();
            }
            return batches.metrics();
        } finally {
            supernet.buffers().set(running);
        }
    }

    private void adapt(PathNetwork path, Runnable afterBatch) {
        supernet.statistics().clear();
        TensorBatches batches = TensorBatches.inOrder(setup, statistics, batchSize, manager);
        batches.startEpoch();
        int count = 0;
        while (batches.next()) {
            if (batches.size() == 1) {
                continue; // A single example can't be normalised by itself.
            }
            try (Step step = Step.evaluating()) {
                outputs(path, batches.batch(), true);
                count++;
            }
            afterBatch.run();
        }
        supernet.statistics().average(count);
    }

    private NDArray outputs(PathNetwork path, Batch batch, boolean training) {
        return path.forward(List.of(batch.inputs()), supernet.weights().view(), training, new Random(0));
    }
}
