package io.lanista.onnx.check;

import io.lanista.djl.data.DataSet;
import io.lanista.djl.train.NetworkGroup;
import io.lanista.djl.train.TrainedNetwork;
import java.util.List;

/**
 * How well ONNX Runtime's predictions agree with a network's own. The difference of two probabilities counts as it is; that of two
 * predicted numbers is relative to the larger of the number and the target's standard deviation (1 for outputs as they are).
 *
 * @param examples how many were compared
 * @param difference the largest
 * @param example the one that it was found at
 */
public record Agreement(int examples, double difference, int example) {
    /** What is taken for equal: float numbers have seven digits, and sums are taken in another order. */
    public static final double TOLERANCE = 1e-5;

    private static final int BATCH = 64;

    /** Compares all examples. */
    public static Agreement of(TrainedNetwork network, OnnxPredictor onnx, DataSet data) {
        return of(new NetworkGroup(List.of(network), List.of(1.0)), onnx, data);
    }

    /** The same for several networks that answer as one. */
    public static Agreement of(NetworkGroup group, OnnxPredictor onnx, DataSet data) {
        TrainedNetwork network = group.first();
        double largest = 0;
        int worst = 0;
        for (int from = 0; from < data.size(); from += BATCH) {
            float[][] examples = OnnxPredictor.examples(data, from, Math.min(data.size(), from + BATCH));
            float[][] own = group.predict(examples);
            float[][] theirs = onnx.predict(examples);
            for (int i = 0; i < own.length; i++) {
                double difference = difference(network, own[i], theirs[i]);
                if (difference > largest) {
                    largest = difference;
                    worst = from + i;
                }
            }
        }
        return new Agreement(data.size(), largest, worst);
    }

    private static double difference(TrainedNetwork network, float[] own, float[] theirs) {
        double largest = 0;
        for (int i = 0; i < own.length; i++) {
            double difference = Math.abs((double) own[i] - theirs[i]) / unit(network, own[i], i);
            if (Double.isNaN(difference)) {
                difference = Float.compare(own[i], theirs[i]) == 0 ? 0 : Double.POSITIVE_INFINITY;
            }
            largest = Math.max(largest, difference);
        }
        return largest;
    }

    private static double unit(TrainedNetwork network, float own, int output) {
        return switch (network.prediction()) {
            case PROBABILITIES, CHANCES -> 1;
            case NUMBERS ->
                Math.max(Math.abs(own), network.targetScale().deviation().get(output));
            case OUTPUTS -> Math.max(Math.abs(own), 1);
        };
    }

    /** Whether no difference is larger than {@link #TOLERANCE}. */
    public boolean isClose() {
        return difference <= TOLERANCE;
    }
}
