package io.lanista.djl.train;

import io.lanista.api.option.Option;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.api.trial.Evaluator;
import io.lanista.djl.data.Task;
import java.util.List;

/**
 * Trains a network to predict numbers: mean squared error on the training part, scored by r2, mae and rmse on the validation part.
 *
 * <p>Metrics: {@code r2}, {@code mae}, {@code rmse}, {@code loss}, {@code train_loss}, {@code parameters}, {@code flops}, {@code seconds}.
 */
public final class RegressionEvaluator implements Evaluator {
    private static final String NAME = "regression";

    /** For the service loader. */
    public RegressionEvaluator() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Trains a network to predict numbers: mean squared error on the training part, scored by r2, mae and rmse on the validation part.";
    }

    @Override
    public List<Option<?>> options() {
        return TrainingSetup.options();
    }

    @Override
    public Evaluation open(EvaluationRequest request) {
        return TrainingSetup.open(request, NAME, Task.REGRESSION);
    }

    @Override
    public boolean usesNativeCode() {
        return true;
    }
}
