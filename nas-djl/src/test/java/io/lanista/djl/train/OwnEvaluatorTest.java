package io.lanista.djl.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import io.lanista.api.failure.LanistaException;
import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.option.Option;
import io.lanista.api.option.OptionException;
import io.lanista.api.option.Options;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.djl.backend.Losses;
import io.lanista.djl.backend.Scalars;
import io.lanista.djl.backend.Step;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.data.Batches;
import io.lanista.djl.data.DataSet;
import io.lanista.djl.data.DataSplit;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evaluators of other authors, who bring a problem or steps of their own and inherit the rest. */
class OwnEvaluatorTest {
    private static final Map<String, Object> QUICK = Map.of("epochs", 6, "batch_size", 20, "learning_rate", 0.02);

    @TempDir
    Path folder;

    /** The mean absolute error as the loss, how often the prediction is too low, and two steps for each batch. */
    private static final class Median extends TrainingEvaluator {
        private static final Option<Long> STEPS = Option.integer("steps", 1, 1, 10, "Steps for each batch.");

        private final long steps;

        Median(long steps) {
            this.steps = steps;
        }

        @Override
        public String name() {
            return "median";
        }

        @Override
        protected List<Option<?>> ownOptions() {
            return List.of(STEPS);
        }

        @Override
        protected Problem problem(DataSplit data, Options options) {
            assertThat(options.get(STEPS)).isEqualTo(steps);
            return new Absolute(data);
        }

        @Override
        protected void train(TrainingEpoch epoch) {
            while (epoch.next()) {
                for (int i = 0; i < steps; i++) {
                    try (Step step = Step.training()) {
                        Batch batch = epoch.batch();
                        step.backward(batch.loss(epoch.network().train(batch.inputs(), epoch.random())));
                        epoch.update();
                    }
                }
            }
        }
    }

    private static final class Absolute implements Problem {
        private final DataSplit data;

        Absolute(DataSplit data) {
            this.data = data;
        }

        @Override
        public NDArray loss(NDArray outputs, Batch batch) {
            return Losses.meanAbsoluteError(outputs, batch.targets());
        }

        @Override
        public Measurement measurement() {
            return new Measurement() {
                private int low;
                private int examples;

                @Override
                public void add(float[] outputs, Batches batch) {
                    for (int i = 0; i < batch.size(); i++) {
                        low += data.targetScale().restore(0, outputs[i]) < batch.targets()[i] ? 1 : 0;
                        examples++;
                    }
                }

                @Override
                public Map<String, Double> metrics() {
                    return Map.of("too_low", (double) low / examples);
                }
            };
        }

        @Override
        public List<Objective> metrics() {
            return List.of(Objective.minimize("too_low"));
        }

        @Override
        public Prediction prediction() {
            return Prediction.NUMBERS;
        }
    }

    private Evaluation open(TrainingEvaluator evaluator, Map<String, ?> options, String metric, DataSet data) {
        return evaluator.open(TestRequest.of(evaluator, Points.model(), Objective.minimize(metric), options, data));
    }

    @Test
    void anOwnLossWithOwnMetricsIsTrainedSavedTestedAndUsed() throws Exception {
        Evaluation evaluation = open(new Median(1), QUICK, "too_low", Points.numbers());
        TestContext context = new TestContext(folder, 3);
        Metrics metrics = evaluation.evaluate(Points.model(), context);
        assertThat(metrics.values())
                .containsOnlyKeys("too_low", "train_loss", "epoch", "parameters", "flops", "seconds");
        assertThat(context.reports.get(5).get("train_loss"))
                .isLessThan(0.6 * context.reports.get(0).get("train_loss"));
        assertThat(evaluation.test(Points.model(), context).orElseThrow().values())
                .containsOnlyKeys("too_low");
        try (TrainedNetwork network = TrainedNetwork.load(
                context.artifactFolder().resolve(TrainedNetwork.FILE), Points.model(), BlockCatalogue.standard())) {
            assertThat(network.prediction()).isEqualTo(Prediction.NUMBERS);
            assertThat(network.predict(new float[][] {{0, 0, 0}})[0][0]).isBetween(300f, 700f);
        }
    }

    @Test
    void ownStepsWithOwnOptionsReplaceTheUsualOnes() throws Exception {
        TestContext once = new TestContext(folder.resolve("once"), 3);
        open(new Median(1), QUICK, "too_low", Points.numbers()).evaluate(Points.model(), once);
        TestContext twice = new TestContext(folder.resolve("twice"), 3);
        open(new Median(2), with("steps", 2), "too_low", Points.numbers()).evaluate(Points.model(), twice);
        assertThat(twice.reports.get(0).get("train_loss"))
                .as("the loss of the first epoch, with twice as many steps")
                .isLessThan(once.reports.get(0).get("train_loss"));
    }

    private static Map<String, Object> with(String name, Object value) {
        Map<String, Object> options = new java.util.HashMap<>(QUICK);
        options.put(name, value);
        return options;
    }

    @Test
    void aMetricThatTheProblemDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> open(new Median(1), QUICK, "to_low", Points.numbers()))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("'median'")
                .hasMessageContaining("(to_low)")
                .hasMessageContaining("too_low, train_loss, epoch, parameters")
                .hasMessageContaining("Maybe 'too_low'");
    }

    /** A usual problem, with a network that goes astray in one epoch. */
    private record Astray(boolean hasClasses, int at, float value) {
        TrainingEvaluator evaluator() {
            return new TrainingEvaluator() {
                @Override
                public String name() {
                    return "astray";
                }

                @Override
                protected Problem problem(DataSplit data, Options options) {
                    return Problem.of(data);
                }

                @Override
                protected void train(TrainingEpoch epoch) {
                    if (epoch.number() < at) {
                        super.train(epoch);
                        return;
                    }
                    float[] values = epoch.network().parameters().toArray();
                    Arrays.fill(values, value);
                    epoch.network().parameters().set(values);
                }
            };
        }
    }

    @Test
    void metricsOfOutputsThatAreNotFiniteAreNotNumbers() throws Exception {
        for (boolean hasClasses : new boolean[] {true, false}) {
            for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
                TrainingEvaluator evaluator = new Astray(hasClasses, 1, value).evaluator();
                String metric = hasClasses ? "accuracy" : "r2";
                Evaluation evaluation =
                        open(evaluator, QUICK, metric, hasClasses ? Points.classes() : Points.numbers());
                TestContext context = new TestContext(folder.resolve(metric + value), 3);
                Metrics metrics = evaluation.evaluate(Points.model(), context);
                for (String name : hasClasses ? List.of("accuracy", "loss") : List.of("r2", "mae", "rmse", "loss")) {
                    assertThat(metrics.get(name)).as(name).isNaN();
                    assertThat(evaluation
                                    .test(Points.model(), context)
                                    .orElseThrow()
                                    .get(name))
                            .as(name + " of the test")
                            .isNaN();
                }
                assertThat(context.reports)
                        .as("epochs, of which the first is the last that makes sense")
                        .hasSize(1)
                        .allSatisfy(report -> assertThat(report.get(metric)).isNaN());
            }
        }
    }

    @Test
    void aTrialWhoseNetworkIsLostCountsAsThatWhateverItWasBefore() throws Exception {
        TrainingEvaluator evaluator = new Astray(true, 3, Float.NaN).evaluator();
        TestContext context = new TestContext(folder, 3);
        Metrics metrics = open(evaluator, QUICK, "accuracy", Points.classes()).evaluate(Points.model(), context);
        assertThat(context.reports).hasSize(3);
        assertThat(context.reports.get(1).get("accuracy")).isBetween(0.0, 1.0);
        assertThat(metrics.get("epoch")).isEqualTo(3);
        assertThat(metrics.get("accuracy")).isNaN();
        TestContext again = new TestContext(folder, 3);
        assertThat(open(evaluator, QUICK, "accuracy", Points.classes())
                        .evaluate(Points.model(), again)
                        .get("accuracy"))
                .as("when it is run again from its checkpoint")
                .isNaN();
    }

    @Test
    void aLossThatIsNotFiniteEndsTheTrialWithAnAdvice() {
        TrainingEvaluator evaluator = new TrainingEvaluator() {
            @Override
            public String name() {
                return "exploding";
            }

            @Override
            protected Problem problem(DataSplit data, Options options) {
                return new ClassificationProblem(data) {
                    @Override
                    public NDArray loss(NDArray outputs, Batch batch) {
                        return Scalars.times(super.loss(outputs, batch), Double.POSITIVE_INFINITY);
                    }
                };
            }
        };
        assertThatThrownBy(() -> open(evaluator, QUICK, "accuracy", Points.classes())
                        .evaluate(Points.model(), new TestContext(folder, 3)))
                .isInstanceOf(LanistaException.class)
                .hasMessageContaining("(Infinity)")
                .hasMessageContaining("epoch (1)")
                .hasMessageContaining("(0.02)")
                .hasMessageContaining("learning_rate");
    }

    @Test
    void aBatchOfOneWithNormalisationByTheBatchIsRefusedWithAWayOut() {
        ClassificationEvaluator evaluator = new ClassificationEvaluator();
        Evaluation evaluation = open(evaluator, with("batch_size", 1), "loss", Points.classes());
        assertThatThrownBy(() -> evaluation.evaluate(Points.model(), new TestContext(folder, 3)))
                .isInstanceOf(InvalidArchitectureException.class)
                .hasMessageContaining("(batch_norm) at (norm)")
                .hasMessageContaining("(1)")
                .hasMessageContaining("Maybe raise batch_size");
    }

    @Test
    void aBatchOfOneTrainsWhereValuesAreNotNormalisedByTheBatch() throws Exception {
        Model plain = Model.named("plain")
                .input("x", 2)
                .then("norm", Layer.of("layer_norm"))
                .then("head", Layer.of("linear", "units", Model.OUTPUTS))
                .build();
        ClassificationEvaluator evaluator = new ClassificationEvaluator();
        Metrics metrics = open(evaluator, with("batch_size", 1), "loss", Points.classes())
                .evaluate(plain, new TestContext(folder, 3));
        assertThat(metrics.get("accuracy")).isGreaterThan(0.8);
    }
}
