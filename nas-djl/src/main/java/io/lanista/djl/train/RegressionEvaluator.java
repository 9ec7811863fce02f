package io.lanista.djl.train;

import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.data.Task;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Trains a network to predict numbers: mean squared error on the training part, scored by r2, mae and rmse on the validation part.
 *
 * <p>Metrics: {@code r2}, {@code mae}, {@code rmse}, {@code loss}, and those of every {@link TrainingEvaluator}.
 */
public final class RegressionEvaluator extends TrainingEvaluator {
    private static final Option<String> LOSS = Option.oneOf(
            "loss",
            List.of("mse", "mae", "pinball"),
            "What training makes small: the squared error (predicts the mean), the absolute one (the median), or the quantile loss.");
    private static final Option<Double> QUANTILE = Option.real(
            "quantile",
            0.5,
            0.001,
            0.999,
            "Which quantile the loss pinball predicts, and the metric of that name judges.");

    /** For the service loader. */
    public RegressionEvaluator() {}

    @Override
    public String name() {
        return "regression";
    }

    @Override
    public String description() {
        return "Trains a network to predict numbers: mean squared error on the training part, scored by r2, mae and rmse on the validation part.";
    }

    @Override
    protected Optional<Task> task() {
        return Optional.of(Task.REGRESSION);
    }

    @Override
    protected List<Option<?>> ownOptions() {
        return List.of(LOSS, QUANTILE);
    }

    @Override
    protected Problem problem(DataSplit data, Options options) {
        return new RegressionProblem(
                data, RegressionLoss.valueOf(options.get(LOSS).toUpperCase(Locale.ROOT)), options.get(QUANTILE));
    }
}
