package io.lanista.djl.train;

import ai.djl.ndarray.NDManager;
import io.lanista.djl.backend.NamedArrays;
import io.lanista.djl.backend.Schedule;
import io.lanista.djl.backend.Updater;
import io.lanista.djl.block.Network;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The training of one network, epoch by epoch. One thread. */
final class Training implements Trainee {
    private final Network network;
    private final TrainingSetup setup;
    private final Consumer<TrainingEpoch> steps;
    private final TrialGenerators generators;
    private final NDManager manager;
    private final Updater updater;
    private int epoch;
    private double trainLoss = Double.NaN;
    private boolean isFinite = true;

    /**
     * @param setup with the trial's options
     * @param steps trains for one epoch
     * @param manager owns the network and all else that lasts as long as the trial
     */
    Training(
            Network network,
            TrainingSetup setup,
            Consumer<TrainingEpoch> steps,
            TrialGenerators generators,
            NDManager manager) {
        this.network = network;
        this.setup = setup;
        this.steps = steps;
        this.generators = generators;
        this.manager = manager;
        this.updater = setup.options().optimizer().start(network.parameters());
    }

    @Override
    public NamedArrays weights() {
        return network.save();
    }

    @Override
    public void start(NamedArrays weights) {
        network.load(weights);
    }

    @Override
    public NamedArrays optimizer() {
        return updater.save();
    }

    @Override
    public int epoch() {
        return epoch;
    }

    @Override
    public double trainLoss() {
        return trainLoss;
    }

    @Override
    public boolean isFinite() {
        return isFinite;
    }

    @Override
    public void restore(Checkpoint checkpoint) {
        network.load(checkpoint.network());
        updater.restore(checkpoint.optimizer());
        epoch = checkpoint.epoch();
        trainLoss = checkpoint.trainLoss();
    }

    /**
     * Trains for one more epoch.
     *
     * @param span epochs that the schedule spans
     * @param watch called before each batch
     * @throws IllegalStateException if the loss is no longer a number
     */
    void runEpoch(int span, BatchWatch watch) {
        int number = epoch + 1;
        TrainingOptions options = setup.options();
        RandomGenerator random = generators.epoch(number);
        TensorBatches batches = TensorBatches.shuffled(
                setup, setup.data().train(), options.batchSize(), options.augmentation(), manager, random);
        Schedule schedule = options.schedule(span, batches.perEpoch());
        TrainingEpoch next = new TrainingEpoch(number, network, updater, options, schedule, batches, random, watch);
        steps.accept(next);
        epoch = number;
        trainLoss = next.loss();
    }

    /**
     * Measures the network on the validation part: the problem's metrics, and the mean loss of the last epoch.
     *
     * @param betweenBatches run before each batch; what it throws ends the measurement
     */
    SortedMap<String, Double> measure(Runnable betweenBatches) {
        TensorBatches batches = TensorBatches.inOrder(
                setup, setup.data().validation(), setup.options().evaluationBatchSize(), manager);
        SortedMap<String, Double> all =
                new TreeMap<>(EvaluationPass.measure(network::predict, batches, betweenBatches));
        isFinite = batches.isFinite();
        if (!Double.isNaN(trainLoss)) {
            all.put(TrainingEvaluation.TRAIN_LOSS, trainLoss);
        }
        return all;
    }
}
