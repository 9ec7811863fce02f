package io.lanista.oneshot.darts;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.api.oneshot.OneShotProgress;
import io.lanista.djl.backend.Adam;
import io.lanista.djl.backend.Gradients;
import io.lanista.djl.backend.Losses;
import io.lanista.djl.backend.Schedule;
import io.lanista.djl.backend.Sgd;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.backend.Updater;
import io.lanista.djl.backend.Weights;
import io.lanista.djl.data.Augmentation;
import io.lanista.djl.data.Batches;
import io.lanista.djl.supernet.DjlBackend.Halves;
import io.lanista.djl.supernet.Supernet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Trains the supernet for one epoch at a time: for each batch an architecture step on one half of the data, then a weight step on
 * the other (Liu et al. 2019, algorithm 1).
 */
final class SearchEpoch {
    private static final double ADAM_BETA_1 = 0.5;
    private static final double ADAM_BETA_2 = 0.999;
    private static final double ADAM_EPSILON = 1e-8;

    private final Supernet supernet;
    private final Method method;
    private final DartsOptions options;
    private final Halves halves;
    private final NDManager manager;
    private final long[] example;
    private final Updater weightUpdater;
    private final Updater architectureUpdater;
    private final Optional<CostPenalty> penalty;
    private final UnrolledGradient unrolled;

    SearchEpoch(Supernet supernet, Method method, DartsOptions options, Halves halves, NDManager manager) {
        this.supernet = supernet;
        this.method = method;
        this.options = options;
        this.halves = halves;
        this.manager = manager;
        this.example = halves.weights().shape();
        this.weightUpdater = new Sgd(options.momentum(), false, options.weightDecay()).start(supernet.weights());
        this.architectureUpdater = new Adam(ADAM_BETA_1, ADAM_BETA_2, ADAM_EPSILON, options.architectureDecay(), false)
                .start(supernet.architecture());
        this.penalty = options.cost().map(cost -> new CostPenalty(supernet, cost, options.costWeight()));
        this.unrolled = new UnrolledGradient(supernet.weights(), supernet.architecture());
    }

    Updater weightUpdater() {
        return weightUpdater;
    }

    Updater architectureUpdater() {
        return architectureUpdater;
    }

    /**
     * Runs one epoch.
     *
     * @param number from 1
     * @param metrics gets losses and accuracies on both halves
     */
    void run(int number, RandomGenerator random, OneShotProgress progress, Map<String, Double> metrics) {
        method.epoch(options.epochs() == 1 ? 1 : (number - 1.0) / (options.epochs() - 1));
        Batches training = Batches.shuffled(halves.weights(), options.batchSize(), Augmentation.none(), random);
        Batches searching = Batches.shuffled(halves.architecture(), options.batchSize(), Augmentation.none(), random);
        long perEpoch = training.perEpoch();
        Schedule schedule = Schedule.cosine(options.rate(), options.lastRate(), options.epochs() * perEpoch, 0);
        long step = (number - 1) * perEpoch;
        Tally weightTally = new Tally();
        Tally architectureTally = new Tally();
        training.startEpoch();
        while (training.next()) {
            progress.checkCancelled();
            double rate = schedule.rate(step++);
            if (number > options.warmUp()) {
                if (!searching.next()) {
                    searching.startEpoch();
                    searching.next();
                }
                architectureStep(training, searching, rate, random.nextLong(), architectureTally);
            }
            weightStep(training, rate, random, weightTally);
        }
        weightTally.into(metrics, "weight");
        architectureTally.into(metrics, "architecture");
        penalty.ifPresent(cost -> metrics.put("expected_cost", cost.now()));
    }

    private void weightStep(Batches batches, double rate, RandomGenerator random, Tally tally) {
        try (Step step = Step.training()) {
            Batch batch = Batch.of(manager, batches, example);
            NDArray logits = supernet.trainWeights(batch.images(), random);
            NDArray loss = Losses.crossEntropy(logits, batch.labels(), 0);
            tally.add(loss, logits, batch);
            step.backward(loss);
            if (options.clipNorm() > 0) {
                Gradients.clipByNorm(supernet.weights(), options.clipNorm());
            }
            weightUpdater.update(rate);
        }
    }

    private void architectureStep(Batches training, Batches searching, double rate, long seed, Tally tally) {
        try (Step step = Step.training()) {
            BatchLosses losses = new BatchLosses(
                    Batch.of(manager, training, example), Batch.of(manager, searching, example), seed, tally);
            if (method.isSecondOrder()) {
                float[] gradient = unrolled.compute(losses, rate);
                architectureUpdater.update(Tensors.of(manager, gradient, gradient.length), options.architectureRate());
            } else {
                step.backward(losses.validation(
                        supernet.weights().view(), supernet.architecture().record()));
                architectureUpdater.update(options.architectureRate());
            }
        }
    }

    /** The losses on the batches at hand; masks are the same in each pass, so that differences are the weights' alone. */
    private final class BatchLosses implements Bilevel {
        private final Batch training;
        private final Batch searching;
        private final long seed;
        private final Tally tally;

        BatchLosses(Batch training, Batch searching, long seed, Tally tally) {
            this.training = training;
            this.searching = searching;
            this.seed = seed;
            this.tally = tally;
        }

        @Override
        public NDArray train(Weights weights, Weights architecture) {
            NDArray logits = logits(training, weights, architecture);
            return Losses.crossEntropy(logits, training.labels(), 0);
        }

        @Override
        public NDArray validation(Weights weights, Weights architecture) {
            NDArray logits = logits(searching, weights, architecture);
            NDArray loss = Losses.crossEntropy(logits, searching.labels(), 0);
            tally.add(loss, logits, searching);
            NDArray penalised = method.penalised(loss, architecture);
            return penalty.map(cost -> cost.added(penalised, architecture)).orElse(penalised);
        }

        private NDArray logits(Batch batch, Weights weights, Weights architecture) {
            return supernet.forward(List.of(batch.images()), weights, architecture, true, new Random(seed));
        }
    }
}
