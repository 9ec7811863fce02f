package io.lanista.djl.train;

import io.lanista.djl.data.DataSet;
import io.lanista.djl.data.DataSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a trial's networks answer on the data that ensembles are chosen by: those set apart for it, else those that trials are scored by.
 * For each example it is the answer of the network that wasn't trained on it. Answers of several trials can be averaged and measured,
 * which tells whether they are better together.
 */
public final class KeptPredictions {
    private final Problem problem;
    private final List<DataSet> parts;
    private final double[] answers;
    private final int width;

    private KeptPredictions(Problem problem, List<DataSet> parts, double[] answers, int width) {
        this.problem = problem;
        this.parts = parts;
        this.answers = answers;
        this.width = width;
    }

    /**
     * Asks the networks of a trial.
     *
     * @param networks one, or as many as the data have folds
     */
    public static KeptPredictions of(Problem problem, DataSplit data, List<TrainedNetwork> networks) {
        List<DataSet> parts = new ArrayList<>();
        List<float[]> outputs = new ArrayList<>();
        for (int i = 0; i < networks.size(); i++) {
            DataSplit cut = data.cuts().get(i);
            DataSet part = cut.selection().orElse(cut.validation());
            parts.add(part);
            outputs.add(networks.get(i).outputs(part, () -> {}));
        }
        int width = networks.get(0).outputCount();
        double[] answers =
                new double[outputs.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : outputs) {
            double[] answer = new double[width];
            for (int row = 0; row < part.length; row += width) {
                problem.prediction().answer(part, row, answer);
                System.arraycopy(answer, 0, answers, at, width);
                at += width;
            }
        }
        return new KeptPredictions(problem, parts, answers, width);
    }

    /** How many examples they are for. */
    public int size() {
        return answers.length / width;
    }

    /** The mean of these answers, counted so often, and another one's, counted once. */
    public KeptPredictions with(KeptPredictions other, int times) {
        double[] mean = new double[answers.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (answers[i] * times + other.answers[i]) / (times + 1);
        }
        return new KeptPredictions(problem, parts, mean, width);
    }

    /** The problem's metrics of the answers. */
    public Map<String, Double> measure() {
        Measurement measurement = problem.measurement();
        int at = 0;
        for (DataSet part : parts) {
            float[] outputs = new float[part.size() * width];
            for (int i = 0; i < outputs.length; i++) {
                outputs[i] = problem.prediction().output(answers[at + i]);
            }
            at += outputs.length;
            NetworkGroup.add(measurement, part, outputs);
        }
        return measurement.metrics();
    }
}
