package io.lanista.djl.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.djl.backend.Losses;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.data.Batches;
import io.lanista.djl.data.Standardization;
import java.util.List;
import java.util.Map;

/**
 * Predicting numbers. The network works with targets of mean 0 and deviation 1, and the loss is the mean squared error of
 * these; all other metrics are in the targets' own unit. R² is {@code 1 − Σ(y − ŷ)² / Σ(y − ȳ)²} over the examples that are
 * measured, and the mean of that where there are several targets; a target that is constant there counts as 0.
 */
final class RegressionProblem implements Problem {
    private static final String LOSS = "loss";
    private static final String R2 = "r2";
    private static final String MAE = "mae";
    private static final String RMSE = "rmse";

    private final Standardization scale;
    private final int targets;

    RegressionProblem(Standardization scale, int targets) {
        this.scale = scale;
        this.targets = targets;
    }

    @Override
    public NDArray loss(NDArray outputs, Batches batch, NDManager manager, TrainingOptions options) {
        float[] wanted = new float[batch.size() * targets];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = (float) scaled(i % targets, batch.targets()[i]);
        }
        return Losses.meanSquaredError(outputs, Tensors.of(manager, wanted, batch.size(), targets));
    }

    private double scaled(int target, double value) {
        return (value - scale.mean().get(target)) / scale.deviation().get(target);
    }

    @Override
    public Tally tally() {
        return new Sums();
    }

    @Override
    public List<String> metrics() {
        return List.of(R2, MAE, RMSE, LOSS);
    }

    private final class Sums implements Tally {
        private final double[] mean = new double[targets];
        private final double[] spread = new double[targets];
        private final double[] squares = new double[targets];
        private double scaledSquares;
        private double absolutes;
        private long examples;

        @Override
        public void add(float[] outputs, Batches batch) {
            for (int row = 0; row < batch.size(); row++) {
                examples++;
                for (int target = 0; target < targets; target++) {
                    int at = row * targets + target;
                    add(target, batch.targets()[at], outputs[at]);
                }
            }
        }

        private void add(int target, double actual, double output) {
            double before = actual - mean[target];
            mean[target] += before / examples;
            spread[target] += before * (actual - mean[target]);
            double error = scale.restore(target, output) - actual;
            squares[target] += error * error;
            absolutes += Math.abs(error);
            double scaledError = output - scaled(target, actual);
            scaledSquares += scaledError * scaledError;
        }

        @Override
        public Map<String, Double> metrics() {
            double r2 = 0;
            double total = 0;
            for (int target = 0; target < targets; target++) {
                r2 += spread[target] > 0 ? 1 - squares[target] / spread[target] : 0;
                total += squares[target];
            }
            double count = (double) examples * targets;
            return Map.of(
                    R2, r2 / targets,
                    MAE, absolutes / count,
                    RMSE, Math.sqrt(total / count),
                    LOSS, scaledSquares / count);
        }
    }
}
