package io.lanista.djl.train;

import ai.djl.ndarray.NDArray;
import io.lanista.api.option.OptionException;
import io.lanista.api.trial.Objective;
import io.lanista.djl.backend.Losses;
import io.lanista.djl.data.Batches;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.data.Standardization;
import io.lanista.djl.data.Task;
import io.lanista.djl.metric.Interval;
import io.lanista.djl.metric.NumberScoring;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Predicting numbers. The network works with targets of mean 0 and deviation 1, and the loss is that of these: by default the mean
 * squared error.
 *
 * <p>Metrics: those of {@link NumberScoring}, in the targets' own unit, and {@code loss}, the mean squared error of the scaled ones.
 */
public class RegressionProblem implements Problem {
    private static final String LOSS = "loss";
    private static final double MEDIAN = 0.5;

    private final Standardization scale;
    private final int targets;
    private final RegressionLoss loss;
    private final double quantile;

    /**
     * For these data.
     *
     * @throws OptionException if they have classes instead of numbers
     */
    public RegressionProblem(DataSplit data) {
        this(data, RegressionLoss.MSE, MEDIAN);
    }

    /**
     * For these data and another loss.
     *
     * @param quantile that is predicted with {@link RegressionLoss#PINBALL}, and that the metric {@code pinball} is of
     * @throws OptionException if they have classes instead of numbers
     */
    public RegressionProblem(DataSplit data, RegressionLoss loss, double quantile) {
        if (data.task() != Task.REGRESSION) {
            throw new OptionException("The data have (" + data.outputSize()
                    + ") classes, and numbers to predict are needed. Maybe use the evaluator 'classification', or name another"
                    + " label.");
        }
        this.scale = data.targetScale();
        this.targets = data.outputSize();
        this.loss = loss;
        this.quantile = quantile;
    }

    @Override
    public NDArray loss(NDArray outputs, Batch batch) {
        NDArray each = losses(outputs, batch.targets());
        return batch.weights().map(weights -> Losses.mean(each, weights)).orElseGet(() -> Losses.mean(each));
    }

    private NDArray losses(NDArray outputs, NDArray targets) {
        switch (loss) {
            case MAE:
                return Losses.absoluteErrors(outputs, targets);
            case PINBALL:
                return Losses.pinballs(outputs, targets, quantile);
            default:
                return Losses.squaredErrors(outputs, targets);
        }
    }

    /** {@link #loss} of several networks. */
    MemberLosses.KnownLoss ofMembers() {
        return (outputs, targets, members, options) -> Losses.means(losses(outputs, targets), members);
    }

    @Override
    public Measurement measurement() {
        return new Errors();
    }

    @Override
    public List<Objective> metrics() {
        return List.of(
                Objective.maximize(NumberScoring.R2),
                Objective.minimize(NumberScoring.MAE),
                Objective.minimize(NumberScoring.RMSE),
                Objective.minimize(LOSS),
                Objective.minimize(NumberScoring.MAPE),
                Objective.minimize(NumberScoring.PINBALL));
    }

    @Override
    public Prediction prediction() {
        return Prediction.NUMBERS;
    }

    private final class Errors implements Measurement {
        private final List<double[]> actual = new ArrayList<>();
        private final List<double[]> predicted = new ArrayList<>();
        private double scaledSquares;
        private long count;

        @Override
        public void add(float[] outputs, Batches batch) {
            double[] wanted = Arrays.copyOf(batch.targets(), outputs.length);
            double[] restored = new double[outputs.length];
            for (int at = 0; at < outputs.length; at++) {
                restored[at] = scale.restore(at % targets, outputs[at]);
                double error = outputs[at] - scale.scaled(at % targets, wanted[at]);
                scaledSquares += error * error;
            }
            actual.add(wanted);
            predicted.add(restored);
            count += outputs.length;
        }

        private NumberScoring scoring() {
            return new NumberScoring(targets, all(actual), all(predicted), quantile);
        }

        @Override
        public Map<String, Double> metrics() {
            Map<String, Double> metrics = new LinkedHashMap<>(scoring().metrics());
            metrics.put(LOSS, scaledSquares / count);
            return metrics;
        }

        @Override
        public Map<String, Interval> intervals() {
            return scoring().intervals();
        }
    }

    private static double[] all(List<double[]> batches) {
        return batches.stream().flatMapToDouble(Arrays::stream).toArray();
    }
}
