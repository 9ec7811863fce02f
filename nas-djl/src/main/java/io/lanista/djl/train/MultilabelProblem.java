package io.lanista.djl.train;

import ai.djl.ndarray.NDArray;
import io.lanista.api.option.OptionException;
import io.lanista.api.trial.Objective;
import io.lanista.djl.backend.Losses;
import io.lanista.djl.data.Batches;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.data.Task;
import io.lanista.djl.metric.Interval;
import io.lanista.djl.metric.MultilabelScoring;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Answering several yes or no questions about each example, any number of which may be answered by yes. The loss is the binary
 * cross-entropy, the mean over questions and examples.
 *
 * <p>Metrics: those of {@link MultilabelScoring}.
 */
public final class MultilabelProblem implements Problem {
    private static final Set<String> LOWER = Set.of(MultilabelScoring.LOSS);

    private final int questions;

    /**
     * For these data.
     *
     * @param data whose numbers to predict are 1 for yes and 0 for no, and not scaled
     * @throws OptionException if they have classes, or other numbers
     */
    public MultilabelProblem(DataSplit data) {
        if (data.task() != Task.REGRESSION) {
            throw new OptionException(
                    "The data have one class for each example, and several yes or no answers are needed. Maybe use the"
                            + " evaluator 'classification', or name several labels: 'label: [a, b]'.");
        }
        this.questions = data.outputSize();
        for (int example = 0; example < data.train().size(); example++) {
            for (int question = 0; question < questions; question++) {
                double answer = data.train().target(example, question);
                if (answer != 0 && answer != 1) {
                    throw new OptionException("The answers to the question (" + question
                            + ") must be 1 for yes and 0 for no, and one is (" + answer
                            + "). Maybe use the evaluator 'regression'.");
                }
            }
        }
    }

    @Override
    public NDArray loss(NDArray outputs, Batch batch) {
        NDArray each = Losses.binaryCrossEntropies(outputs, batch.targets());
        return batch.weights().map(weights -> Losses.mean(each, weights)).orElseGet(() -> Losses.mean(each));
    }

    @Override
    public Measurement measurement() {
        return new Scores();
    }

    @Override
    public List<Objective> metrics() {
        return MultilabelScoring.NAMES.stream()
                .map(name -> LOWER.contains(name) ? Objective.minimize(name) : Objective.maximize(name))
                .toList();
    }

    @Override
    public Prediction prediction() {
        return Prediction.CHANCES;
    }

    private final class Scores implements Measurement {
        private final List<double[]> actual = new ArrayList<>();
        private final List<double[]> predicted = new ArrayList<>();

        @Override
        public void add(float[] outputs, Batches batch) {
            double[] chances = new double[outputs.length];
            prediction().answer(outputs, 0, chances);
            predicted.add(chances);
            actual.add(Arrays.copyOf(batch.targets(), outputs.length));
        }

        private MultilabelScoring scoring() {
            return new MultilabelScoring(questions, all(actual), all(predicted));
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

    private static double[] all(List<double[]> batches) {
        return batches.stream().flatMapToDouble(Arrays::stream).toArray();
    }
}
