package io.lanista.onnx.check;

import io.lanista.djl.data.DataSet;
import java.util.Arrays;
import java.util.List;

/**
 * How long single examples take. On a machine that others use, medians of one round differ by a third and more from round to round, and
 * the lowest of five rounds by a hundredth; so models are measured in turns, and the lowest median counts.
 */
public final class Latency {
    private static final int ROUNDS = 5;
    private static final int MOST_RUNS = 200;
    private static final int LEAST_RUNS = 5;
    private static final long NANOS_PER_ROUND = 2_000_000_000L;

    private Latency() {}

    /**
     * Measures several models side by side.
     *
     * @param data its first example is predicted over and over
     * @return for each model the microseconds for one example
     */
    public static List<Double> microseconds(List<OnnxPredictor> models, DataSet data) {
        float[][] example = OnnxPredictor.examples(data, 0, 1);
        int[] runs = models.stream().mapToInt(model -> runs(model, example)).toArray();
        double[] lowest = new double[models.size()];
        Arrays.fill(lowest, Double.POSITIVE_INFINITY);
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < lowest.length; i++) {
                lowest[i] = Math.min(lowest[i], median(models.get(i), example, runs[i]));
            }
        }
        return Arrays.stream(lowest).mapToObj(nanos -> nanos / 1_000).toList();
    }

    /** As many as fit into a round's time, after one that warms up. */
    private static int runs(OnnxPredictor model, float[][] example) {
        model.predict(example);
        long nanos = Math.max(1, time(model, example));
        return (int) Math.max(LEAST_RUNS, Math.min(MOST_RUNS, NANOS_PER_ROUND / nanos));
    }

    private static double median(OnnxPredictor model, float[][] example, int runs) {
        long[] nanos = new long[runs];
        for (int i = 0; i < runs; i++) {
            nanos[i] = time(model, example);
        }
        Arrays.sort(nanos);
        return nanos[runs / 2];
    }

    private static long time(OnnxPredictor model, float[][] example) {
        long start = System.nanoTime();
        model.predict(example);
        return System.nanoTime() - start;
    }
}
