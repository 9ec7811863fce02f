package com.example;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.api.model.Label;
import io.lanista.api.oneshot.OneShotProgress;
import io.lanista.api.oneshot.OneShotRun;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Metrics;
import io.lanista.djl.backend.Adam;
import io.lanista.djl.backend.Losses;
import io.lanista.djl.backend.NamedArrays;
import io.lanista.djl.backend.Sgd;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.backend.Updater;
import io.lanista.djl.data.Augmentation;
import io.lanista.djl.data.Batches;
import io.lanista.djl.supernet.DjlBackend;
import io.lanista.djl.supernet.DjlBackend.Halves;
import io.lanista.djl.supernet.Supernet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/** For each batch a step of the alphas on validation data, then a step of the weights on training data. */
final class OwnRun implements OneShotRun {
    private static final int EPOCHS = 8;
    private static final int BATCH = 16;

    private final NDManager manager;
    private final long seed;
    private final Halves halves;
    private final Supernet supernet;
    private final Updater weights;
    private final Updater alphas;
    private int epoch;

    OwnRun(SearchSpace space, long seed, DjlBackend djl) {
        this.manager = djl.backend().newManager();
        this.seed = seed;
        this.halves = djl.halves(0.5, new Random(seed));
        this.supernet = Supernet.of(space, djl.blocks())
                .replaceLayerChoice(OwnMix::new)
                .replaceInputChoice(OwnMix::new)
                .allocate(manager, new Random(seed));
        this.weights = new Sgd(0.9, false, 3e-4).start(supernet.weights());
        this.alphas = Adam.adam(1e-3).start(supernet.architecture());
    }

    @Override
    public void fit(OneShotProgress progress) {
        while (epoch < EPOCHS) {
            Random random = new Random(seed + ++epoch); // So that a restored run goes on with the same batches.
            Batches training = Batches.shuffled(halves.weights(), BATCH, Augmentation.none(), random);
            Batches validation = Batches.shuffled(halves.architecture(), BATCH, Augmentation.none(), random);
            training.startEpoch();
            validation.startEpoch();
            double hits = 0;
            double seen = 0;
            while (training.next() && validation.next()) {
                progress.checkCancelled();
                try (Step step = Step.training()) {
                    NDArray logits = supernet.trainArchitecture(images(validation), random);
                    hits += Losses.countCorrect(logits, labels(validation));
                    seen += validation.size();
                    step.backward(Losses.crossEntropy(logits, labels(validation), 0));
                    alphas.update(0.02);
                }
                try (Step step = Step.training()) {
                    NDArray logits = supernet.trainWeights(images(training), random);
                    step.backward(Losses.crossEntropy(logits, labels(training), 0));
                    weights.update(0.05);
                }
            }
            progress.epoch(epoch, EPOCHS, Metrics.of("architecture_accuracy", hits / seen));
        }
    }

    private NDArray images(Batches batches) {
        long[] shape = LongStream.concat(LongStream.of(batches.size()), Arrays.stream(halves.weights().shape())).toArray();
        return Tensors.of(manager, batches.features(), shape);
    }

    private NDArray labels(Batches batches) {
        long[] labels = Arrays.stream(batches.labels()).asLongStream().toArray();
        return Tensors.of(manager, labels, labels.length);
    }

    @Override
    public Choices export() {
        return supernet.export();
    }

    @Override
    public Map<Label, Map<Object, Double>> weights() {
        return supernet.probabilities();
    }

    @Override
    public void save(Path folder) throws IOException {
        NamedArrays.builder()
                .addAll("supernet/", supernet.save())
                .addAll("weights/", weights.save())
                .addAll("alphas/", alphas.save())
                .add("epoch", new float[] {epoch}, 1)
                .build()
                .write(folder.resolve("search.bin"));
    }

    @Override
    public void restore(Path folder) throws IOException {
        NamedArrays saved = NamedArrays.read(folder.resolve("search.bin"));
        supernet.load(saved.part("supernet/"));
        weights.restore(saved.part("weights/"));
        alphas.restore(saved.part("alphas/"));
        epoch = (int) saved.values("epoch", 1)[0];
    }

    @Override
    public void close() {
        manager.close();
    }
}
