package io.lanista.djl.train;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.djl.data.DataSet;
import java.util.List;
import java.util.Random;

/** Small data, and a network for them. */
final class Points {
    private Points() {}

    static Model model() {
        return Model.named("perceptron")
                .input("x", 2)
                .then("hidden", Layer.of("linear", "units", 16))
                .then("norm", Layer.of("batch_norm"))
                .then("relu", Layer.of("relu"))
                .then("drop", Layer.of("dropout", "rate", 0.1))
                .then("head", Layer.of("linear", "units", Model.OUTPUTS))
                .build();
    }

    /** Three clouds of points. */
    static DataSet classes() {
        Random random = new Random(1);
        float[] features = new float[300 * 6];
        int[] labels = new int[300];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 3;
            for (int j = 0; j < 6; j++) {
                features[i * 6 + j] = (float) (10 + random.nextGaussian() + (j % 3 == labels[i] ? 2.5 : 0));
            }
        }
        return DataSet.classification(new long[] {6}, List.of("a", "b", "c"), features, labels);
    }

    /** A bent plane with numbers in the hundreds. */
    static DataSet numbers() {
        Random random = new Random(1);
        float[] features = new float[300 * 3];
        double[] targets = new double[300];
        for (int i = 0; i < targets.length; i++) {
            for (int j = 0; j < 3; j++) {
                features[i * 3 + j] = (float) random.nextGaussian();
            }
            targets[i] = 500 + 100 * features[i * 3] + 100 * Math.max(0, features[i * 3 + 1]);
        }
        return DataSet.regression(new long[] {3}, features, targets, 1);
    }
}
