package io.lanista.benchmarks.fused;

import io.lanista.api.model.Model;
import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.TrialContext;
import io.lanista.djl.data.Batches;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.data.Task;
import io.lanista.djl.train.ClassificationProblem;
import io.lanista.djl.train.Measurement;
import io.lanista.djl.train.Problem;
import io.lanista.djl.train.RegressionProblem;
import io.lanista.djl.train.TrainingEvaluator;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Runs trials of one architecture as a search would run them, with the default options, and notes each loss of each epoch. */
final class Trainer {
    private static final String LOSS = "loss";
    private static final long SEED = 1;

    private final SearchSpace space;
    private final Model model;
    private final int epochs;
    private final List<Double> losses = new ArrayList<>();

    Trainer(SearchSpace space, Model model, int epochs) {
        this.space = space;
        this.model = model;
        this.epochs = epochs;
    }

    /**
     * What a trial took and gave.
     *
     * @param seconds of CPU time of its thread
     * @param losses of each epoch on the validation part; with folds, of each fold in turn
     * @param trained the loss of each epoch on the training part; with folds, the mean of all
     */
    record Run(double seconds, List<Double> losses, List<Double> trained) {}

    /** Trains on these data; with folds, a network for each. */
    Run run(DataSplit data, int fold) throws Exception {
        losses.clear();
        Path folder = Files.createTempDirectory("fused-folds");
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Recording evaluator = new Recording();
        Context context = new Context(folder, TrainingEvaluator.seed(SEED, fold), new ArrayList<>());
        Request request =
                new Request(Options.parse("evaluator", evaluator.options(), Map.of("epochs", epochs)), space, data);
        try (Evaluation evaluation = evaluator.open(request)) {
            long before = threads.getCurrentThreadCpuTime();
            evaluation.evaluate(model, context);
            double seconds = (threads.getCurrentThreadCpuTime() - before) / 1e9;
            return new Run(seconds, List.copyOf(losses), List.copyOf(context.trained));
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private Measurement noting(Measurement measurement) {
        return new Measurement() {
            @Override
            public void add(float[] outputs, Batches examples) {
                measurement.add(outputs, examples);
            }

            @Override
            public Map<String, Double> metrics() {
                Map<String, Double> metrics = measurement.metrics();
                losses.add(metrics.getOrDefault(LOSS, Double.NaN));
                return metrics;
            }
        };
    }

    /** The usual evaluator of these data. */
    private final class Recording extends TrainingEvaluator {
        @Override
        public String name() {
            return "recording";
        }

        @Override
        protected List<Option<?>> ownOptions() {
            return List.of();
        }

        @Override
        protected Problem problem(DataSplit data, Options options) {
            return data.task() == Task.CLASSIFICATION
                    ? new ClassificationProblem(data) {
                        @Override
                        public Measurement measurement() {
                            return noting(super.measurement());
                        }
                    }
                    : new RegressionProblem(data) {
                        @Override
                        public Measurement measurement() {
                            return noting(super.measurement());
                        }
                    };
        }
    }

    private record Request(Options options, SearchSpace space, DataSplit data) implements EvaluationRequest {
        @Override
        public List<Objective> objectives() {
            return List.of(Objective.minimize(LOSS));
        }

        @Override
        public long seed() {
            return SEED;
        }

        @Override
        public Path baseFolder() {
            return Path.of("");
        }

        @Override
        public <T> Optional<T> resource(Class<T> type) {
            return type.isInstance(data) ? Optional.of(type.cast(data)) : Optional.empty();
        }
    }

    private record Context(Path folder, long seed, List<Double> trained) implements TrialContext {
        @Override
        public int trial() {
            return 0;
        }

        @Override
        public RandomGenerator random() {
            return new Random(seed);
        }

        @Override
        public void report(int step, Metrics metrics) {
            trained.add(metrics.get("train_loss"));
        }

        @Override
        public void checkCancelled() {}

        @Override
        public OptionalInt steps() {
            return OptionalInt.empty();
        }

        @Override
        public Path checkpointFolder() {
            return folder;
        }

        @Override
        public Path artifactFolder() {
            return folder;
        }
    }
}
