package io.lanista.benchmarks.perceptron;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.djl.backend.Activations;
import io.lanista.djl.backend.Adam;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.backend.FlatParameters;
import io.lanista.djl.backend.Initial;
import io.lanista.djl.backend.Layers;
import io.lanista.djl.backend.Losses;
import io.lanista.djl.backend.ParameterLayout;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.backend.Updater;
import io.lanista.djl.backend.Weights;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Trials of a 784-64-10 perceptron: set-up and 20 steps of Adam on batches of 32. */
final class Trial {
    private static final int BATCH = 32;
    private static final int STEPS = 20;
    private static final int INPUTS = 784;
    private static final int HIDDEN = 64;
    private static final int CLASSES = 10;
    private static final double RATE = 1e-3;
    private static final RandomGeneratorFactory<RandomGenerator> GENERATORS =
            RandomGeneratorFactory.of("L64X128MixRandom");

    private final NDArray images;
    private final NDArray labels;

    Trial(NDManager manager) {
        RandomGenerator random = GENERATORS.create(1);
        float[] pixels = new float[STEPS * BATCH * INPUTS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextFloat();
        }
        images = Tensors.of(manager, pixels, STEPS * BATCH, INPUTS);
        labels = Tensors.of(manager, random.longs(STEPS * BATCH, 0, CLASSES).toArray(), STEPS * BATCH);
    }

    /** Runs one trial and returns its last loss. */
    float run(long seed) {
        try (NDManager manager = Backend.start().newManager()) {
            ParameterLayout.Builder layout = ParameterLayout.builder();
            int weight1 = layout.add("1.weight", Initial.torchDefault(INPUTS), HIDDEN, INPUTS);
            int bias1 = layout.add("1.bias", Initial.torchDefault(INPUTS), HIDDEN);
            int weight2 = layout.add("2.weight", Initial.torchDefault(HIDDEN), CLASSES, HIDDEN);
            int bias2 = layout.add("2.bias", Initial.torchDefault(HIDDEN), CLASSES);
            FlatParameters parameters = FlatParameters.create(manager, layout.build(), GENERATORS.create(seed));
            Updater updater = Adam.adam(0).start(parameters);
            float last = 0;
            for (int i = 0; i < STEPS; i++) {
                try (Step step = Step.training()) {
                    Weights w = parameters.record();
                    NDArray rows = Tensors.slice(images, 0, (long) i * BATCH, (i + 1L) * BATCH);
                    NDArray targets = Tensors.slice(labels, 0, (long) i * BATCH, (i + 1L) * BATCH);
                    NDArray hidden = Activations.relu(Layers.linear(rows, w.get(weight1), w.get(bias1)));
                    NDArray scores = Layers.linear(hidden, w.get(weight2), w.get(bias2));
                    NDArray loss = Losses.crossEntropy(scores, targets, 0);
                    step.backward(loss);
                    updater.update(RATE);
                    last = Tensors.value(loss);
                }
            }
            return last;
        }
    }
}
