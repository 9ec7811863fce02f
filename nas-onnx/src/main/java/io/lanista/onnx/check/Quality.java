package io.lanista.onnx.check;

import io.lanista.djl.data.DataSet;
import io.lanista.djl.data.Task;
import java.util.Locale;

/**
 * How good predictions are: the share of examples whose class gets the highest probability, or the root of the mean squared error in
 * the targets' own units.
 *
 * @param metric {@code accuracy} or {@code rmse}
 * @param value its value
 */
public record Quality(String metric, double value) {
    private static final int BATCH = 64;

    /** Measures all examples. */
    public static Quality of(OnnxPredictor onnx, DataSet data) {
        boolean classes = data.task() == Task.CLASSIFICATION;
        double sum = 0;
        for (int from = 0; from < data.size(); from += BATCH) {
            float[][] predictions =
                    onnx.predict(OnnxPredictor.examples(data, from, Math.min(data.size(), from + BATCH)));
            for (int i = 0; i < predictions.length; i++) {
                sum += classes ? hit(predictions[i], data.label(from + i)) : squares(predictions[i], data, from + i);
            }
        }
        return classes
                ? new Quality("accuracy", sum / data.size())
                : new Quality("rmse", Math.sqrt(sum / ((double) data.size() * data.outputSize())));
    }

    private static double hit(float[] probabilities, int label) {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        return best == label ? 1 : 0;
    }

    private static double squares(float[] numbers, DataSet data, int example) {
        double sum = 0;
        for (int i = 0; i < numbers.length; i++) {
            double error = (double) numbers[i] - data.target(example, i);
            sum += error * error;
        }
        return sum;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %.4f", metric, value);
    }
}
