package io.lanista.djl.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.djl.backend.Gradients;
import io.lanista.djl.backend.Schedule;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.backend.Updater;
import io.lanista.djl.block.Network;
import io.lanista.djl.block.NetworkPlan;
import io.lanista.djl.data.Batches;
import io.lanista.djl.data.DataSet;
import java.util.random.RandomGenerator;

/** The training of one network, epoch by epoch. One thread. */
final class Training {
    private final Network network;
    private final DataSet data;
    private final Problem problem;
    private final TrainingOptions options;
    private final Randomness randomness;
    private final NDManager manager;
    private final Updater updater;
    private final long[] shape;
    private int epoch;
    private double trainLoss;

    /**
     * @param data the training part, standardised
     * @param manager owns the network and all else that lasts as long as the trial
     */
    Training(
            Network network,
            DataSet data,
            Problem problem,
            TrainingOptions options,
            Randomness randomness,
            NDManager manager) {
        this.network = network;
        this.data = data;
        this.problem = problem;
        this.options = options;
        this.randomness = randomness;
        this.manager = manager;
        this.updater = options.optimizer().start(network.parameters());
        this.shape = data.shape();
    }

    /** What is trained. */
    NetworkPlan plan() {
        return network.plan();
    }

    /** How many epochs are done. */
    int epoch() {
        return epoch;
    }

    /** The mean loss of the last epoch. */
    double trainLoss() {
        return trainLoss;
    }

    /** Goes on from an earlier state of the same training. */
    void restore(Checkpoint checkpoint) {
        network.load(checkpoint.network());
        updater.restore(checkpoint.optimizer());
        epoch = checkpoint.epoch();
        trainLoss = checkpoint.trainLoss();
    }

    /** The state now. */
    Checkpoint checkpoint(double seconds) {
        return new Checkpoint(network.save(), updater.save(), epoch, trainLoss, seconds);
    }

    /**
     * Trains for one more epoch.
     *
     * @param span epochs that the schedule spans
     * @param betweenBatches run before each batch; what it throws ends the epoch
     * @throws IllegalStateException if the loss is no longer a number
     */
    void runEpoch(int span, Runnable betweenBatches) {
        RandomGenerator random = randomness.epoch(epoch + 1);
        Batches batches = Batches.shuffled(data, options.batchSize(), options.augmentation(), random);
        Schedule schedule = options.schedule(span, batches.perEpoch());
        long number = (long) epoch * batches.perEpoch();
        double sum = 0;
        batches.startEpoch();
        while (batches.next()) {
            betweenBatches.run();
            sum += step(batches, random, schedule.rate(number++));
        }
        epoch++;
        trainLoss = sum / batches.perEpoch();
    }

    private double step(Batches batches, RandomGenerator random, double rate) {
        try (Step step = Step.training()) {
            float[] features = batches.features();
            NDArray batch = Tensors.of(manager, features, Measurement.batchShape(features.length, shape));
            NDArray loss = problem.loss(network.train(batch, random), batches, manager, options);
            double value = loss.getFloat();
            if (!Double.isFinite(value)) {
                throw new IllegalStateException(String.format(
                        "The loss became (%s) in epoch (%d), at a learning rate of (%s). Maybe a lower learning_rate or"
                                + " a clip_norm helps.",
                        value, epoch + 1, rate));
            }
            step.backward(loss);
            if (options.clipNorm() > 0) {
                Gradients.clipByNorm(network.parameters(), options.clipNorm());
            }
            updater.update(rate);
            return value;
        }
    }
}
