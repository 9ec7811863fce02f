package io.lanista.djl.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** A trial as the evaluators run it, small: two dense layers with dropout, on random rows. */
final class Perceptron implements AutoCloseable {
    private final NDManager manager = Backend.start().newManager();
    private final RandomGenerator random;
    private final FlatParameters parameters;
    private final Updater updater;
    private final NDArray rows;
    private final NDArray labels;
    private final double rate;

    Perceptron(long seed, int inputs, int hidden, Optimizer optimizer, double rate) {
        random = new SplittableRandom(seed);
        this.rate = rate;
        ParameterLayout.Builder layout = ParameterLayout.builder();
        layout.add("1.weight", Initial.torchDefault(inputs), hidden, inputs);
        layout.add("1.bias", Initial.torchDefault(inputs), hidden);
        layout.add("2.weight", Initial.torchDefault(hidden), 10, hidden);
        layout.add("2.bias", Initial.torchDefault(hidden), 10);
        parameters = FlatParameters.create(manager, layout.build(), random);
        updater = optimizer.start(parameters);
        float[] values = new float[32 * inputs];
        Initial.uniform(0, 1).fill(values, 0, values.length, random);
        rows = Tensors.of(manager, values, 32, inputs);
        labels = Tensors.of(manager, random.longs(32, 0, 10).toArray(), 32);
    }

    float step() {
        try (Step step = Step.training()) {
            Weights w = parameters.record();
            NDArray hidden = Activations.relu(Layers.linear(rows, w.get(0), w.get(1)));
            NDArray scores = Layers.linear(Noise.dropout(hidden, 0.2, random), w.get(2), w.get(3));
            NDArray loss = Losses.crossEntropy(scores, labels, 0);
            step.backward(loss);
            Gradients.clipByNorm(parameters, 5);
            updater.update(rate);
            return Tensors.value(loss);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
