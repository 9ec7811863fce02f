package io.lanista.djl.train;

import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.data.Task;
import java.util.List;
import java.util.Optional;

/**
 * Trains a network to tell classes apart: cross-entropy on the training part, scored by accuracy and loss on the validation part.
 *
 * <p>Metrics: {@code accuracy}, {@code loss}, and those of every {@link TrainingEvaluator}.
 */
public final class ClassificationEvaluator extends TrainingEvaluator {
    private static final Option<String> WEIGHTS = Option.oneOf(
            "class_weights",
            List.of("none", "balanced"),
            "How much the examples of a class count in training; balanced: all classes the same, however many examples they have.");

    /** For the service loader. */
    public ClassificationEvaluator() {}

    @Override
    public String name() {
        return "classification";
    }

    @Override
    public String description() {
        return "Trains a network to tell classes apart: cross-entropy on the training part, scored by accuracy and loss on the validation part.";
    }

    @Override
    protected Optional<Task> task() {
        return Optional.of(Task.CLASSIFICATION);
    }

    @Override
    protected List<Option<?>> ownOptions() {
        return List.of(WEIGHTS);
    }

    @Override
    protected Problem problem(DataSplit data, Options options) {
        return new ClassificationProblem(data, options.get(WEIGHTS).equals("balanced"));
    }
}
