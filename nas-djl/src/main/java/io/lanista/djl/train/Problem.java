package io.lanista.djl.train;

import ai.djl.ndarray.NDArray;
import io.lanista.api.trial.Objective;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.data.Task;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What networks are trained for: how wrong their outputs are, and what is measured of them. Trials and one-shot searches train
 * for the same problem. Stateless, and safe for use by several threads.
 *
 * <p>{@link ClassificationProblem} and {@link RegressionProblem} are there to be used or extended, with another loss or other
 * metrics.
 */
@ConsumerType
public interface Problem {
    /**
     * The loss of a batch: a recorded tensor of one number, the mean over the batch's examples.
     *
     * @param outputs the network's, {@code (batch, outputs)}
     */
    NDArray loss(NDArray outputs, Batch batch);

    /** Begins to measure a network's outputs. */
    Measurement measurement();

    /**
     * What a measurement measures, and which way each metric is better. Where nothing else is said, epochs and architectures are
     * compared by the first, and by the others in turn where the first is equal.
     */
    List<Objective> metrics();

    /** Whether an objective's metric is among {@link #metrics}. */
    default boolean measures(Objective objective) {
        return metrics().stream().anyMatch(metric -> metric.metric().equals(objective.metric()));
    }

    /** What the outputs are turned into for those who use a trained network. */
    default Prediction prediction() {
        return Prediction.OUTPUTS;
    }

    /** The usual problem for these data: to tell classes apart, or to predict numbers. */
    static Problem of(DataSplit data) {
        return data.task() == Task.CLASSIFICATION ? new ClassificationProblem(data) : new RegressionProblem(data);
    }
}
