package io.lanista.djl.data;

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
import io.lanista.djl.backend.Pooling;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.backend.Updater;
import io.lanista.djl.backend.Weights;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Two convolutions and a dense layer: what anybody would try first on small images. */
final class SmallConvnet {
    private static final int BATCH = 32;

    private final DataSplit split;
    private final RandomGenerator random;
    private final int width;

    SmallConvnet(DataSplit split, int width, long seed) {
        this.split = split;
        this.width = width;
        this.random = Samples.random(seed);
    }

    /** Trains with Adam, and gives the share of test images that it then gets right. */
    double testAccuracy(int epochs, Augmentation augmentation) {
        try (NDManager manager = Backend.start().newManager()) {
            FlatParameters parameters = FlatParameters.create(manager, layout(), random);
            Updater updater = Adam.adam(0).start(parameters);
            Batches batches = Batches.shuffled(split.train(), BATCH, augmentation, random);
            int steps = epochs * batches.perEpoch();
            int done = 0;
            for (int epoch = 0; epoch < epochs; epoch++) {
                batches.startEpoch();
                while (batches.next()) {
                    double rate = 0.003 * 0.5 * (1 + Math.cos(Math.PI * done++ / steps));
                    try (Step step = Step.training()) {
                        NDArray logits = forward(manager, parameters.record(), batches);
                        step.backward(Losses.crossEntropy(logits, labels(manager, batches), 0));
                        updater.update(rate);
                    }
                }
            }
            return accuracy(manager, parameters);
        }
    }

    private double accuracy(NDManager manager, FlatParameters parameters) {
        Batches batches = Batches.inOrder(split.test(), 200);
        long correct = 0;
        batches.startEpoch();
        while (batches.next()) {
            try (Step step = Step.evaluating()) {
                NDArray logits = forward(manager, parameters.view(), batches);
                correct += Losses.countCorrect(logits, labels(manager, batches));
            }
        }
        return (double) correct / split.test().size();
    }

    private ParameterLayout layout() {
        long[] shape = split.shape();
        long flat = 2L * width * (shape[1] / 4) * (shape[2] / 4);
        ParameterLayout.Builder layout = ParameterLayout.builder();
        layout.add("first", Initial.kaimingNormal(9 * shape[0]), width, shape[0], 3, 3);
        layout.add("second", Initial.kaimingNormal(9L * width), 2L * width, width, 3, 3);
        layout.add("dense", Initial.torchDefault(flat), split.outputSize(), flat);
        return layout.build();
    }

    private NDArray forward(NDManager manager, Weights weights, Batches batches) {
        long[] shape = split.shape();
        int values = batches.size() * split.train().featureSize();
        NDArray x = Tensors.of(
                manager, Arrays.copyOf(batches.features(), values), batches.size(), shape[0], shape[1], shape[2]);
        for (int layer = 0; layer < 2; layer++) {
            x = Pooling.max(Activations.relu(Layers.conv2d(x, weights.get(layer), null, 1, 1, 1, 1)), 2, 2, 0);
        }
        return Layers.linear(Tensors.flatten(x), weights.get(2), null);
    }

    private static NDArray labels(NDManager manager, Batches batches) {
        long[] labels = new long[batches.size()];
        Arrays.setAll(labels, i -> batches.labels()[i]);
        return Tensors.of(manager, labels, labels.length);
    }
}
