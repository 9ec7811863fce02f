package io.lanista.djl.train;

import ai.djl.ndarray.NDManager;
import io.lanista.api.layer.SpaceCheck;
import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.TrialContext;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.block.Network;
import io.lanista.djl.block.NetworkPlan;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.supernet.DjlBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Trains models on the training part of some data and scores them on the validation part. Immutable: any number of trials
 * may run at once, each on a thread of its own.
 */
final class TrainingEvaluation implements Evaluation {
    static final String TRAIN_LOSS = "train_loss";
    static final String PARAMETERS = "parameters";
    static final String FLOPS = "flops";
    static final String SECONDS = "seconds";

    private static final double NANOS = 1e9;

    private final DataSplit data;
    private final Problem problem;
    private final TrainingOptions options;
    private final BlockCatalogue blocks;
    private final Backend backend;
    private final LongSupplier nanoTime;

    TrainingEvaluation(
            DataSplit data, TrainingOptions options, BlockCatalogue blocks, Backend backend, LongSupplier nanoTime) {
        this.data = data;
        this.problem = Problem.of(data);
        this.options = options;
        this.blocks = blocks;
        this.backend = backend;
        this.nanoTime = nanoTime;
    }

    @Override
    public Optional<Shape> inputShape() {
        return Optional.of(Shape.of(data.shape()));
    }

    @Override
    public Optional<Integer> outputs() {
        return Optional.of(data.outputSize());
    }

    @Override
    public void check(SearchSpace space) {
        SpaceCheck.of(space, blocks.layers()).orThrow();
    }

    @Override
    public <B> Optional<B> backend(Class<B> type) {
        return type == DjlBackend.class
                ? Optional.of(type.cast(new DjlBackend(backend, blocks, data)))
                : Optional.empty();
    }

    @Override
    public Metrics evaluate(Model model, TrialContext context) throws IOException {
        NetworkPlan plan = plan(model);
        TrainingOptions trialOptions = options.with(model.settings());
        Randomness randomness = new Randomness(context.seed());
        try (NDManager manager = backend.newManager()) {
            Network network = plan.allocate(manager, randomness.initial());
            Training training = new Training(network, data.train(), problem, trialOptions, randomness, manager);
            Measurement measurement = new Measurement(network, manager, trialOptions.evaluationBatchSize());
            Trial trial = new Trial(training, measurement, trialOptions, context, file(model, context));
            Metrics metrics = trial.run();
            new TrainedNetwork(plan, network, manager, description(trialOptions)).save(artifact(context));
            return metrics;
        }
    }

    @Override
    public Optional<Metrics> test(Model model, TrialContext context) throws IOException {
        try (TrainedNetwork winner = TrainedNetwork.load(artifact(context), model, blocks)) {
            return Optional.of(Metrics.of(winner.measure(data.test(), context::checkCancelled)));
        }
    }

    private static Path file(Model model, TrialContext context) {
        return Checkpoint.file(context.checkpointFolder(), model.hash());
    }

    private static Path artifact(TrialContext context) {
        return context.artifactFolder().resolve(TrainedNetwork.FILE);
    }

    private Description description(TrainingOptions trialOptions) {
        return new Description(
                data.task(),
                Shape.of(data.shape()),
                data.outputSize(),
                data.train().classNames(),
                data.inputScale(),
                data.targetScale(),
                trialOptions.evaluationBatchSize());
    }

    private NetworkPlan plan(Model model) {
        Model fitted = model.withInputShape(Shape.of(data.shape())).withOutputs(data.outputSize());
        NetworkPlan plan = NetworkPlan.of(fitted, blocks);
        if (!plan.output().equals(Shape.of(data.outputSize()))) {
            throw new InvalidArchitectureException(String.format(
                    "The network's output has the shape %s, and the data need (%d) numbers for each example. Maybe end with"
                            + " a flatten or global_avg_pool layer and a linear layer whose units are '%s'.",
                    plan.output(), data.outputSize(), Model.OUTPUTS));
        }
        if (plan.parameters().count() == 0) {
            throw new InvalidArchitectureException("The network has no parameters, so there is nothing to train.");
        }
        return plan;
    }

    /** One trial: epochs, checkpoints, reports. */
    private final class Trial {
        private final Training training;
        private final Measurement measurement;
        private final TrainingOptions trialOptions;
        private final TrialContext context;
        private final Path checkpoint;
        private final long start = nanoTime.getAsLong();
        private double earlier;

        Trial(
                Training training,
                Measurement measurement,
                TrainingOptions trialOptions,
                TrialContext context,
                Path checkpoint) {
            this.training = training;
            this.measurement = measurement;
            this.trialOptions = trialOptions;
            this.context = context;
            this.checkpoint = checkpoint;
        }

        Metrics run() throws IOException {
            int epochs = context.steps().orElse(trialOptions.epochs());
            // A trial that goes on after a rung follows the schedule that it began with.
            int span = Math.max(epochs, trialOptions.epochs());
            resume(epochs);
            Map<String, Double> measured = Map.of();
            while (training.epoch() < epochs) {
                training.runEpoch(span, context::checkCancelled);
                measured = measure();
                if (isCheckpointDue(epochs)) {
                    training.checkpoint(seconds()).write(checkpoint);
                }
                context.report(training.epoch(), Metrics.of(measured));
            }
            return Metrics.of(withCosts(measured.isEmpty() ? measure() : measured));
        }

        private void resume(int epochs) {
            Checkpoint.read(checkpoint).filter(saved -> saved.epoch() <= epochs).ifPresent(saved -> {
                training.restore(saved);
                earlier = saved.seconds();
            });
        }

        private boolean isCheckpointDue(int epochs) {
            int every = trialOptions.checkpointEvery();
            return every > 0 && (training.epoch() % every == 0 || training.epoch() == epochs);
        }

        private Map<String, Double> measure() {
            Map<String, Double> all =
                    new HashMap<>(measurement.measure(data.validation(), problem, context::checkCancelled));
            all.put(TRAIN_LOSS, training.trainLoss());
            return all;
        }

        private Map<String, Double> withCosts(Map<String, Double> measured) {
            Map<String, Double> all = new HashMap<>(measured);
            all.put(PARAMETERS, (double) training.plan().parameters().count());
            all.put(FLOPS, (double) training.plan().flops());
            all.put(SECONDS, seconds());
            return all;
        }

        private double seconds() {
            return earlier + (nanoTime.getAsLong() - start) / NANOS;
        }
    }
}
