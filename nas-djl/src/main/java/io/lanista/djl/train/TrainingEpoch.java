package io.lanista.djl.train;

import io.lanista.djl.backend.Gradients;
import io.lanista.djl.backend.Schedule;
import io.lanista.djl.backend.Updater;
import io.lanista.djl.block.Network;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * One epoch of a trial: its batches, its generator, and the network that it trains. Gone over once, on the trial's thread.
 *
 * <pre>{@code
 * while (epoch.next()) {
 *     try (Step step = Step.training()) {
 *         Batch batch = epoch.batch();
 *         step.backward(batch.loss(epoch.network().train(batch.inputs(), epoch.random())));
 *         epoch.update();
 *     }
 * }
 * }</pre>
 */
public final class TrainingEpoch {
    private final int number;
    private final Network network;
    private final Updater updater;
    private final TrainingOptions options;
    private final Schedule schedule;
    private final TensorBatches batches;
    private final RandomGenerator random;
    private final BatchWatch watch;
    private int done;
    private long step;

    TrainingEpoch(
            int number,
            Network network,
            Updater updater,
            TrainingOptions options,
            Schedule schedule,
            TensorBatches batches,
            RandomGenerator random,
            BatchWatch watch) {
        this.number = number;
        this.network = network;
        this.updater = updater;
        this.options = options;
        this.schedule = schedule;
        this.batches = batches.at(() -> "in epoch (" + number + "), at a learning rate of (" + rate() + ")");
        this.random = random;
        this.watch = watch;
        this.step = (number - 1L) * batches.perEpoch() - 1;
        batches.startEpoch();
    }

    /** From 1. */
    public int number() {
        return number;
    }

    /** The network that is trained. */
    public Network network() {
        return network;
    }

    /** How it is trained. */
    public TrainingOptions options() {
        return options;
    }

    /** The epoch's generator, the same whether or not the earlier epochs ran in this process. It decides the order of examples, too. */
    public RandomGenerator random() {
        return random;
    }

    /**
     * Goes on to the next batch; false if the epoch is over.
     *
     * @throws io.lanista.api.trial.TrialCancelledException if the trial is to end now
     */
    public boolean next() {
        if (!batches.next()) {
            return false;
        }
        watch.beforeBatch(done++, batches.perEpoch());
        step++;
        return true;
    }

    /** The current batch, in new tensors; its losses are reported as {@code train_loss}. */
    public Batch batch() {
        return batches.batch();
    }

    /** The learning rate of the current batch. */
    public double rate() {
        return schedule.rate(step);
    }

    /** Changes the weights by the gradient of the step's backward pass, cut to {@code clip_norm}. */
    public void update() {
        if (options.clipNorm() > 0) {
            Gradients.clipByNorm(network.parameters(), options.clipNorm());
        }
        updater.update(rate());
    }

    /** The mean loss so far; not a number if no loss was counted. */
    double loss() {
        Map<String, Double> metrics = batches.metrics();
        return metrics.getOrDefault(TensorBatches.LOSS, Double.NaN);
    }
}
