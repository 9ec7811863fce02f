package io.lanista.runtime.execute;

import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.DataDescription;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.TrialContext;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.block.NetworkPlan;
import io.lanista.djl.train.DeviceMeasures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * An evaluation of somebody, and beside it what is measured of the network on the device. That comes first, so that the metrics which are
 * reported after each step have it, too.
 */
final class MeasuredEvaluation implements Evaluation {
    private static final String PARAMETERS = "parameters";
    private static final String FLOPS = "flops";

    /** What it measures, as far as objectives ask for it. */
    static final List<String> METRICS = Stream.concat(
                    DeviceMeasures.OF_ANY_NETWORK.stream(), Stream.of(DeviceMeasures.SIZE, PARAMETERS, FLOPS))
            .toList();

    private final Evaluation evaluation;
    private final DeviceMeasures measures;
    private final BlockCatalogue blocks;

    MeasuredEvaluation(Evaluation evaluation, DeviceMeasures measures, BlockCatalogue blocks) {
        this.evaluation = evaluation;
        this.measures = measures;
        this.blocks = blocks;
    }

    @Override
    public Metrics evaluate(Model model, TrialContext context) throws Exception {
        NetworkPlan plan = NetworkPlan.of(model, blocks);
        Map<String, Double> measured = new HashMap<>(measures.of(plan, context::checkCancelled));
        measured.put(PARAMETERS, (double) plan.parameters().count());
        measured.put(FLOPS, (double) plan.flops());
        Metrics metrics = evaluation.evaluate(model, new Reporting(context, measured));
        if (measures.isAskedFor(DeviceMeasures.SIZE)) {
            measured.put(DeviceMeasures.SIZE, (double) size(context.artifactFolder()));
        }
        return with(metrics, measured);
    }

    private static Metrics with(Metrics metrics, Map<String, Double> measured) {
        Map<String, Double> all = new HashMap<>(metrics.values());
        all.putAll(measured);
        return Metrics.of(all);
    }

    /** All that the trial kept. */
    private static long size(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    @Override
    public Optional<Metrics> test(Model model, TrialContext context) throws Exception {
        return evaluation.test(model, context);
    }

    @Override
    public Optional<Shape> inputShape() {
        return evaluation.inputShape();
    }

    @Override
    public Optional<Integer> outputs() {
        return evaluation.outputs();
    }

    @Override
    public OptionalInt numbers() {
        return evaluation.numbers();
    }

    @Override
    public Optional<DataDescription> data() {
        return evaluation.data();
    }

    @Override
    public OptionalInt fullSteps() {
        return evaluation.fullSteps();
    }

    @Override
    public boolean dependsOnSeed() {
        return evaluation.dependsOnSeed();
    }

    @Override
    public void check(SearchSpace space) {
        evaluation.check(space);
    }

    @Override
    public <B> Optional<B> backend(Class<B> type) {
        return evaluation.backend(type);
    }

    @Override
    public void close() {
        evaluation.close();
    }

    /** A trial whose reports tell what was measured. */
    private record Reporting(TrialContext context, Map<String, Double> measured) implements TrialContext {
        @Override
        public int trial() {
            return context.trial();
        }

        @Override
        public long seed() {
            return context.seed();
        }

        @Override
        public RandomGenerator random() {
            return context.random();
        }

        @Override
        public void report(int step, Metrics metrics) {
            context.report(step, with(metrics, measured));
        }

        @Override
        public void advanced(int done, int all) {
            context.advanced(done, all);
        }

        @Override
        public void checkCancelled() {
            context.checkCancelled();
        }

        @Override
        public OptionalInt steps() {
            return context.steps();
        }

        @Override
        public Path checkpointFolder() {
            return context.checkpointFolder();
        }

        @Override
        public Path artifactFolder() {
            return context.artifactFolder();
        }
    }
}
