package io.lanista.djl.train;

import io.lanista.api.option.Options;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.data.Standardization;
import io.lanista.djl.data.Task;
import java.util.Optional;

/**
 * Trains a network to answer several yes or no questions about each example: binary cross-entropy on the training part, scored by loss and
 * accuracy on the validation part.
 *
 * <p>Metrics: those of {@link MultilabelProblem}, and those of every {@link TrainingEvaluator}.
 */
public final class MultilabelEvaluator extends TrainingEvaluator {
    /** For the service loader. */
    public MultilabelEvaluator() {}

    @Override
    public String name() {
        return "multilabel";
    }

    @Override
    public String description() {
        return "Trains a network to answer several yes or no questions, each a label of its own: binary cross-entropy on the training part,"
                + " scored by loss and accuracy on the validation part.";
    }

    @Override
    protected Optional<Task> task() {
        return Optional.of(Task.REGRESSION);
    }

    /** Answers stay 1 and 0. */
    @Override
    protected DataSplit data(DataSplit read) {
        return read.scaled(read.inputScale(), Standardization.identity(read.outputSize()));
    }

    @Override
    protected Problem problem(DataSplit data, Options options) {
        return new MultilabelProblem(data);
    }
}
