package io.lanista.djl.train;

import io.lanista.djl.data.Batches;
import io.lanista.djl.data.DataSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Several networks that answer as one: with the mean of their probabilities or numbers, each weighted. What they are measured by is what
 * a single network is measured by.
 */
public final class NetworkGroup {
    /** How many examples are measured at once: not all, since that would take as much memory as they do. */
    private static final int MEASURED = 256;

    private final List<TrainedNetwork> networks;
    private final List<Double> weights;

    /**
     * A group.
     *
     * @param networks that predict the same
     * @param weights how much each counts; together 1
     */
    public NetworkGroup(List<TrainedNetwork> networks, List<Double> weights) {
        this.networks = List.copyOf(networks);
        this.weights = List.copyOf(weights);
        if (networks.isEmpty() || networks.size() != weights.size()) {
            throw new IllegalArgumentException("A group needs as many weights as networks, at least one, but has ("
                    + weights.size() + ") and (" + networks.size() + ").");
        }
    }

    /** The networks. */
    public List<TrainedNetwork> networks() {
        return networks;
    }

    /** How much each of them counts. */
    public List<Double> weights() {
        return weights;
    }

    /** One of them, which says what all of them take and give. */
    public TrainedNetwork first() {
        return networks.get(0);
    }

    /** Predicts from raw examples, as {@link TrainedNetwork#predict} does. */
    public float[][] predict(float[][] examples) {
        return mean(network -> network.predict(examples));
    }

    /** Predicts from standardised examples, as {@link TrainedNetwork#predictStandardized} does. */
    public float[][] predictStandardized(float[] examples) {
        return mean(network -> network.predictStandardized(examples));
    }

    private float[][] mean(Function<TrainedNetwork, float[][]> question) {
        if (networks.size() == 1) {
            return question.apply(first());
        }
        double[][] sums = new double[0][];
        for (int member = 0; member < networks.size(); member++) {
            float[][] answers = question.apply(networks.get(member));
            sums = member == 0 ? new double[answers.length][first().outputCount()] : sums;
            for (int row = 0; row < answers.length; row++) {
                for (int i = 0; i < answers[row].length; i++) {
                    sums[row][i] += weights.get(member) * answers[row][i];
                }
            }
        }
        float[][] means = new float[sums.length][first().outputCount()];
        for (int row = 0; row < means.length; row++) {
            for (int i = 0; i < means[row].length; i++) {
                means[row][i] = (float) sums[row][i];
            }
        }
        return means;
    }

    /**
     * Measures the group, with intervals as {@link TrainedNetwork#test} has them.
     *
     * @param problem that the networks were trained for
     * @param betweenBatches run before each batch; what it throws ends the measurement
     */
    public Map<String, Double> test(Problem problem, DataSet data, Runnable betweenBatches) {
        List<float[]> outputs = new ArrayList<>();
        for (TrainedNetwork network : networks) {
            outputs.add(network.outputs(data, betweenBatches));
        }
        return measured(problem, data, combined(outputs));
    }

    /** Measures outputs of a network, or of a group as {@link #combined} makes them; with intervals. */
    static Map<String, Double> measured(Problem problem, DataSet data, float... outputs) {
        for (float output : outputs) {
            if (!Float.isFinite(output)) {
                Map<String, Double> none = new LinkedHashMap<>();
                problem.metrics().forEach(metric -> none.put(metric.metric(), Double.NaN));
                return none;
            }
        }
        Measurement measurement = problem.measurement();
        add(measurement, data, outputs);
        Map<String, Double> all = new LinkedHashMap<>(measurement.metrics());
        measurement.intervals().forEach((name, interval) -> {
            all.put(name + TrainedNetwork.LOW, interval.low());
            all.put(name + TrainedNetwork.HIGH, interval.high());
        });
        return all;
    }

    /** Counts all examples, given the outputs for them. */
    static void add(Measurement measurement, DataSet data, float... outputs) {
        int width = outputs.length / data.size();
        Batches batches = Batches.inOrder(data, MEASURED);
        batches.startEpoch();
        for (int at = 0; batches.next(); at += batches.size() * width) {
            measurement.add(Arrays.copyOfRange(outputs, at, at + batches.size() * width), batches);
        }
    }

    /** One network's outputs that stand for the mean of all answers: of probabilities of classes the logarithm, say. */
    private float[] combined(List<float[]> outputs) {
        TrainedNetwork first = networks.get(0);
        int width = first.outputCount();
        double[] sums = new double[outputs.get(0).length];
        double[] answer = new double[width];
        for (int member = 0; member < outputs.size(); member++) {
            for (int at = 0; at < sums.length; at += width) {
                first.prediction().answer(outputs.get(member), at, answer);
                for (int i = 0; i < width; i++) {
                    sums[at + i] += weights.get(member) * answer[i];
                }
            }
        }
        float[] combined = new float[sums.length];
        for (int i = 0; i < combined.length; i++) {
            combined[i] = first.prediction().output(sums[i]);
        }
        return combined;
    }

    /** Networks that count the same. */
    static List<Double> evenly(int count) {
        Double[] weights = new Double[count];
        Arrays.fill(weights, 1.0 / count);
        return List.of(weights);
    }
}
