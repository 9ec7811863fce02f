package io.lanista.djl.supernet;

import ai.djl.ndarray.NDManager;
import io.lanista.api.oneshot.OneShotProgress;
import io.lanista.djl.data.Augmentation;
import io.lanista.djl.data.DataSet;
import io.lanista.djl.train.Batch;
import io.lanista.djl.train.TensorBatches;
import io.lanista.djl.train.TrainingSetup;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * One epoch of a {@link SupernetRun}: its batches from both halves of the data, its generator, and what was measured. Gone over
 * once, on the run's thread.
 *
 * <pre>{@code
 * while (epoch.next()) {
 *     try (Step step = Step.training()) {
 *         Batch batch = epoch.weightBatch();
 *         step.backward(batch.loss(supernet().trainWeights(batch.inputs(), epoch.random())));
 *         updater.update(rate);
 *     }
 * }
 * }</pre>
 */
public final class SearchEpoch {
    private final int number;
    private final int epochs;
    private final RandomGenerator random;
    private final OneShotProgress progress;
    private final TensorBatches weights;
    private final TensorBatches architecture;
    private final Map<String, Double> metrics = new LinkedHashMap<>();
    private long turns;
    private boolean isArchitectureTaken;

    SearchEpoch(
            int number,
            SearchPlan plan,
            TrainingSetup setup,
            Halves halves,
            NDManager manager,
            RandomGenerator random,
            OneShotProgress progress) {
        this.number = number;
        this.epochs = plan.epochs();
        this.random = random;
        this.progress = progress;
        this.weights = batches(setup, halves.weights(), plan, manager);
        this.architecture = batches(setup, halves.architecture(), plan, manager);
        weights.startEpoch();
    }

    private TensorBatches batches(TrainingSetup setup, DataSet data, SearchPlan plan, NDManager manager) {
        return TensorBatches.shuffled(setup, data, plan.batchSize(), Augmentation.none(), manager, random)
                .measuringLosses()
                .at(() -> "in epoch (" + number + ")");
    }

    /** From 1. */
    public int number() {
        return number;
    }

    /** How many epochs the search has. */
    public int epochs() {
        return epochs;
    }

    /** How many batches for the weights an epoch has. */
    public long batches() {
        return weights.perEpoch();
    }

    /** How many batches for the weights the search has had before the current one. */
    public long earlierBatches() {
        return (number - 1) * batches() + turns - 1;
    }

    /** The epoch's generator, the same whether or not the earlier epochs ran in this process. It decides the order of examples, too. */
    public RandomGenerator random() {
        return random;
    }

    /** Takes notes for the user. */
    public OneShotProgress progress() {
        return progress;
    }

    /**
     * Goes on to the next batch; false if the epoch is over.
     *
     * @throws io.lanista.api.trial.TrialCancelledException if the run is to end now
     */
    public boolean next() {
        if (!weights.next()) {
            return false;
        }
        progress.checkCancelled();
        turns++;
        isArchitectureTaken = false;
        return true;
    }

    /**
     * The current batch for a step of the weights; its losses, and the problem's metrics of the outputs that they are taken of,
     * are reported as {@code weight_loss}, {@code weight_accuracy} and so on.
     */
    public Batch weightBatch() {
        return weights.batch();
    }

    /**
     * The current batch for a step of the architecture parameters, from their half of the data, which begins anew where it ends;
     * its losses are reported as {@code architecture_loss}, {@code architecture_accuracy} and so on.
     */
    public Batch architectureBatch() {
        if (!isArchitectureTaken && !architecture.next()) {
            architecture.startEpoch();
            architecture.next();
        }
        isArchitectureTaken = true;
        return architecture.batch();
    }

    /** Reports a metric with this epoch. */
    public void metric(String name, double value) {
        metrics.put(name, value);
    }

    Map<String, Double> metrics() {
        Map<String, Double> all = new LinkedHashMap<>();
        weights.metrics().forEach((name, value) -> all.put("weight_" + name, value));
        architecture.metrics().forEach((name, value) -> all.put("architecture_" + name, value));
        all.putAll(metrics);
        return all;
    }
}
