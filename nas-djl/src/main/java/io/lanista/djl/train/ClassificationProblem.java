package io.lanista.djl.train;

import ai.djl.ndarray.NDArray;
import io.lanista.api.option.OptionException;
import io.lanista.api.trial.Objective;
import io.lanista.djl.backend.Losses;
import io.lanista.djl.data.Batches;
import io.lanista.djl.data.DataSet;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.data.Task;
import io.lanista.djl.metric.ClassScoring;
import io.lanista.djl.metric.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Telling classes apart: the loss is the cross-entropy, with the trial's {@code label_smoothing}.
 *
 * <p>Metrics: those of {@link ClassScoring}; {@code accuracy} and {@code loss}, the mean cross-entropy without smoothing, first.
 */
public class ClassificationProblem implements Problem {
    private static final Set<String> LOWER = Set.of(ClassScoring.LOSS, ClassScoring.CALIBRATION);

    private final int classes;
    private final float[] weights;

    /**
     * For these data.
     *
     * @throws OptionException if they have numbers to predict instead of classes
     */
    public ClassificationProblem(DataSplit data) {
        this(data, false);
    }

    /**
     * For these data.
     *
     * @param balanced whether the examples of a rare class count for more, so that all classes of the training part count the same
     * @throws OptionException if they have numbers to predict instead of classes
     */
    public ClassificationProblem(DataSplit data, boolean balanced) {
        if (data.task() != Task.CLASSIFICATION) {
            throw new OptionException("The data have (" + data.outputSize()
                    + ") numbers to predict for each example, and classes are needed. Maybe use the evaluator 'regression', or"
                    + " name another label.");
        }
        this.classes = data.outputSize();
        this.weights = balanced ? balanced(data.train()) : new float[0];
    }

    @Override
    public NDArray loss(NDArray outputs, Batch batch) {
        double smoothing = batch.options().labelSmoothing();
        if (batch.weights().isPresent()) {
            return Losses.crossEntropy(
                    outputs, batch.labels(), smoothing, batch.weights().get(), weights);
        }
        return weights.length == 0
                ? Losses.crossEntropy(outputs, batch.labels(), smoothing)
                : Losses.crossEntropy(outputs, batch.labels(), smoothing, weights);
    }

    /** {@link #loss} of several networks. */
    MemberLosses.KnownLoss ofMembers() {
        return (outputs, labels, members, options) ->
                Losses.crossEntropies(outputs, labels, options.labelSmoothing(), members, weights);
    }

    /** One by the share of each class, divided by the number of classes. */
    private static float[] balanced(DataSet train) {
        int[] counts = train.classCounts();
        float[] weights = new float[counts.length];
        for (int one = 0; one < weights.length; one++) {
            weights[one] = (float) train.size() / counts.length / Math.max(1, counts[one]);
        }
        return weights;
    }

    @Override
    public Measurement measurement() {
        return new Scores();
    }

    @Override
    public List<Objective> metrics() {
        return ClassScoring.names(classes).stream()
                .map(name -> LOWER.contains(name) ? Objective.minimize(name) : Objective.maximize(name))
                .toList();
    }

    @Override
    public Prediction prediction() {
        return Prediction.PROBABILITIES;
    }

    private final class Scores implements Measurement {
        private final List<float[]> outputs = new ArrayList<>();
        private final List<int[]> labels = new ArrayList<>();

        @Override
        public void add(float[] scores, Batches batch) {
            outputs.add(scores);
            labels.add(Arrays.copyOf(batch.labels(), batch.size()));
        }

        private ClassScoring scoring() {
            float[] all =
                    new float[outputs.stream().mapToInt(scores -> scores.length).sum()];
            int at = 0;
            for (float[] scores : outputs) {
                System.arraycopy(scores, 0, all, at, scores.length);
                at += scores.length;
            }
            return ClassScoring.ofScores(
                    all, labels.stream().flatMapToInt(Arrays::stream).toArray());
        }

        @Override
        public Map<String, Double> metrics() {
            return scoring().metrics();
        }

        @Override
        public Map<String, Interval> intervals() {
            return scoring().intervals();
        }
    }
}
