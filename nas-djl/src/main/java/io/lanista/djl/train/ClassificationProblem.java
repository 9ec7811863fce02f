package io.lanista.djl.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.djl.backend.Losses;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.data.Batches;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Telling classes apart: cross-entropy, and the share of examples whose class gets the highest score. */
final class ClassificationProblem implements Problem {
    private static final String ACCURACY = "accuracy";
    private static final String LOSS = "loss";

    @Override
    public NDArray loss(NDArray outputs, Batches batch, NDManager manager, TrainingOptions options) {
        long[] labels =
                Arrays.stream(batch.labels(), 0, batch.size()).asLongStream().toArray();
        NDArray targets = Tensors.of(manager, labels, labels.length);
        return Losses.crossEntropy(outputs, targets, options.labelSmoothing());
    }

    @Override
    public Tally tally() {
        return new Count();
    }

    @Override
    public List<String> metrics() {
        return List.of(ACCURACY, LOSS);
    }

    private static final class Count implements Tally {
        private int examples;
        private int correct;
        private double loss;

        @Override
        public void add(float[] outputs, Batches batch) {
            int classes = outputs.length / batch.size();
            for (int row = 0; row < batch.size(); row++) {
                Scores scores = Scores.of(outputs, row * classes, classes);
                int label = batch.labels()[row];
                correct += scores.best() == label ? 1 : 0;
                loss += scores.logSum() - outputs[row * classes + label];
                examples++;
            }
        }

        @Override
        public Map<String, Double> metrics() {
            return Map.of(ACCURACY, (double) correct / examples, LOSS, loss / examples);
        }
    }
}
