package io.lanista.djl.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.djl.data.Batches;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.data.Task;
import java.util.List;

/** What a network is trained for: its loss, and what counts as good. Stateless and safe for use by several threads. */
interface Problem {
    /**
     * The loss of a batch, a recorded number.
     *
     * @param outputs the network's, {@code (batch, outputs)}
     */
    NDArray loss(NDArray outputs, Batches batch, NDManager manager, TrainingOptions options);

    /** Begins to measure a pass over some examples. */
    Tally tally();

    /** The names of all that a tally measures. */
    List<String> metrics();

    /** The problem that these data pose. */
    static Problem of(DataSplit data) {
        return data.task() == Task.CLASSIFICATION
                ? new ClassificationProblem()
                : new RegressionProblem(data.targetScale(), data.outputSize());
    }
}
