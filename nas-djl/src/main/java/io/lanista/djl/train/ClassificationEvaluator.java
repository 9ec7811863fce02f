package io.lanista.djl.train;

import io.lanista.api.option.Option;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.api.trial.Evaluator;
import io.lanista.djl.data.Task;
import java.util.List;

/**
 * Trains a network to tell classes apart: cross-entropy on the training part, scored by accuracy and loss on the validation part.
 *
 * <p>Metrics: {@code accuracy}, {@code loss}, {@code train_loss}, {@code parameters}, {@code flops}, {@code seconds}.
 */
public final class ClassificationEvaluator implements Evaluator {
    private static final String NAME = "classification";

    /** For the service loader. */
    public ClassificationEvaluator() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Trains a network to tell classes apart: cross-entropy on the training part, scored by accuracy and loss on the validation part.";
    }

    @Override
    public List<Option<?>> options() {
        return TrainingSetup.options();
    }

    @Override
    public Evaluation open(EvaluationRequest request) {
        return TrainingSetup.open(request, NAME, Task.CLASSIFICATION);
    }

    @Override
    public boolean usesNativeCode() {
        return true;
    }
}
