package io.lanista.djl.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.option.OptionException;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.data.DataUse;
import io.lanista.djl.data.RawData;
import io.lanista.djl.data.TableData;
import io.lanista.djl.data.TableRoles;
import io.lanista.djl.file.DataException;
import io.lanista.djl.table.CategoryForm;
import io.lanista.djl.table.Column;
import io.lanista.djl.table.NumberColumn;
import io.lanista.djl.table.NumberForm;
import io.lanista.djl.table.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights of examples, several labels, and weights of networks that are there already. */
class WhatCountsTest {
    private static final int ROWS = 400;

    @TempDir
    Path folder;

    private static Model linear() {
        return Model.named("linear")
                .input("x", 1)
                .then("head", Layer.of("linear", "units", Model.OUTPUTS))
                .build();
    }

    private static Column numbers(IntToDoubleFunction of) {
        return new NumberColumn(IntStream.range(0, ROWS).mapToDouble(of).toArray());
    }

    private static RawData table(List<String> labels, Optional<String> weight, Map<String, Column> columns) {
        List<String> names = columns.keySet().stream().sorted().toList();
        Table table = Table.of(names, names.stream().map(columns::get).toList());
        return TableData.of(
                table,
                new TableRoles(
                        labels,
                        Optional.empty(),
                        DataUse.ANY,
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        weight,
                        CategoryForm.ONE_HOT,
                        NumberForm.STANDARDIZE,
                        Optional.empty(),
                        List.of()));
    }

    private float[][] predictions(Evaluator evaluator, RawData data, String objective, float[]... examples)
            throws Exception {
        Evaluation evaluation = evaluator.open(TestRequest.of(
                evaluator,
                linear(),
                Objective.minimize(objective),
                Map.of("epochs", 30, "batch_size", 40, "learning_rate", 0.05, "weight_decay", 0, "keep", "last"),
                data));
        TestContext context = new TestContext(folder.resolve(evaluator.name()), 1);
        evaluation.evaluate(linear(), context);
        try (TrainedNetwork network = TrainedNetwork.load(
                context.artifactFolder().resolve(TrainedNetwork.FILE), linear(), BlockCatalogue.standard())) {
            return network.predict(examples);
        }
    }

    /** Nothing tells the two labels apart but how much their rows count. */
    @Test
    void rowsThatCountNineTimesAsMuchAreNineTimesAsLikely() throws Exception {
        Random random = new Random(3);
        RawData classes = table(
                List.of("y"),
                Optional.of("w"),
                Map.of(
                        "x", numbers(row -> random.nextGaussian()),
                        "y", numbers(row -> row % 2),
                        "w", numbers(row -> row % 2 == 0 ? 90 : 10)));
        RawData numbers = table(
                List.of("y"),
                Optional.of("w"),
                Map.of(
                        "x", numbers(row -> random.nextGaussian()),
                        "y", numbers(row -> row % 2 == 0 ? 100.5 : 200.5),
                        "w", numbers(row -> row % 2 == 0 ? 90 : 10)));

        assertThat(predictions(new ClassificationEvaluator(), classes, "loss", new float[1])[0][0])
                .isCloseTo(0.9f, within(0.05f));
        assertThat(predictions(new RegressionEvaluator(), numbers, "rmse", new float[1])[0][0])
                .isCloseTo(110.5f, within(5f));
    }

    @Test
    void aWeightThatIsNoneIsRefusedWithItsPlace() {
        Map<String, Column> columns =
                Map.of("x", numbers(row -> row), "y", numbers(row -> row % 2), "w", numbers(row -> row == 7 ? -1 : 1));

        assertThatThrownBy(() -> table(List.of("y"), Optional.of("w"), columns))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("weight (w)", "(-1)", "not less than 0");
    }

    @Test
    void severalLabelsOfYesAndNoAreLearntEachByItself() throws Exception {
        Random random = new Random(5);
        double[] x = random.doubles(ROWS, -1, 1).toArray();
        double[] z = random.doubles(ROWS, -1, 1).toArray();
        RawData data = table(
                List.of("rain", "wind"),
                Optional.empty(),
                Map.of(
                        "x", numbers(row -> x[row]),
                        "z", numbers(row -> z[row]),
                        "rain", numbers(row -> x[row] > 0 ? 1 : 0),
                        "wind", numbers(row -> z[row] > 0 ? 1 : 0)));

        MultilabelEvaluator evaluator = new MultilabelEvaluator();
        Evaluation evaluation = evaluator.open(TestRequest.of(
                evaluator,
                linear(),
                Objective.minimize("loss"),
                Map.of("epochs", 30, "batch_size", 40, "learning_rate", 0.05),
                data));
        TestContext context = new TestContext(folder, 1);
        evaluation.evaluate(linear(), context);
        Metrics tested = evaluation.test(linear(), context).orElseThrow();

        assertThat(tested.get("accuracy")).isGreaterThan(0.9);
        assertThat(tested.get("exact"))
                .isLessThanOrEqualTo(tested.get("accuracy"))
                .isGreaterThan(0.8);
        assertThat(tested.get("auc")).isGreaterThan(0.98);
        assertThat(tested.get("accuracy_low")).isLessThanOrEqualTo(tested.get("accuracy"));
        try (TrainedNetwork network = TrainedNetwork.load(
                context.artifactFolder().resolve(TrainedNetwork.FILE), linear(), BlockCatalogue.standard())) {
            assertThat(network.classNames()).containsExactly("rain", "wind");
            float[] chances = network.predict(new float[][] {{0.9f, -0.9f}})[0];
            assertThat(chances[0]).isBetween(0.8f, 1f);
            assertThat(chances[1]).isBetween(0f, 0.2f);
            // Two that are one answer as one.
            Problem problem =
                    evaluation.backend(TrainingSetup.class).orElseThrow().problem();
            assertThat(new NetworkGroup(List.of(network, network), List.of(0.5, 0.5))
                            .test(
                                    problem,
                                    evaluation
                                            .backend(TrainingSetup.class)
                                            .orElseThrow()
                                            .data()
                                            .test(),
                                    () -> {})
                            .get("loss"))
                    .isCloseTo(tested.get("loss"), within(1e-5));
        }
    }

    @Test
    void numbersThatAreNoAnswersAreRefused() {
        RawData data = table(
                List.of("a", "b"),
                Optional.empty(),
                Map.of("x", numbers(row -> row * 37 % 41), "a", numbers(row -> row % 2), "b", numbers(row -> row % 5)));
        MultilabelEvaluator evaluator = new MultilabelEvaluator();

        assertThatThrownBy(() ->
                        evaluator.open(TestRequest.of(evaluator, linear(), Objective.minimize("loss"), Map.of(), data)))
                .isInstanceOf(OptionException.class)
                .hasMessageContainingAll("question (1)", "evaluator 'regression'");
    }

    @Test
    void trainingGoesOnWhereAnotherEndedAndKeepsItsScales() throws Exception {
        ClassificationEvaluator evaluator = new ClassificationEvaluator();
        TestContext first = new TestContext(folder.resolve("first"), 1);
        Metrics reached = evaluator
                .open(TestRequest.of(
                        evaluator,
                        Points.model(),
                        Objective.minimize("loss"),
                        Map.of("epochs", 4, "batch_size", 20, "learning_rate", 0.02, "keep", "last"),
                        Points.classes()))
                .evaluate(Points.model(), first);

        TestContext second = new TestContext(folder.resolve("second"), 2);
        Metrics next = evaluator
                .open(TestRequest.of(
                        evaluator,
                        Points.model(),
                        Objective.minimize("loss"),
                        Map.of(
                                "epochs",
                                1,
                                "batch_size",
                                180,
                                "learning_rate",
                                1e-9,
                                "optimizer",
                                "sgd",
                                "data",
                                Map.of("limit", 100),
                                "start_from",
                                first.artifactFolder().toString()),
                        Points.classes()))
                .evaluate(Points.model(), second);

        // One step that changes nothing but the statistics of the batch norm.
        assertThat(next.get("loss")).isCloseTo(reached.get("loss"), within(0.1));
        assertThat(next.get("accuracy")).isCloseTo(reached.get("accuracy"), within(0.05));
        try (TrainedNetwork one = load(first);
                TrainedNetwork other = load(second)) {
            assertThat(other.inputScale()).isEqualTo(one.inputScale());
        }
    }

    private static TrainedNetwork load(TestContext context) throws Exception {
        return TrainedNetwork.load(
                context.artifactFolder().resolve(TrainedNetwork.FILE), Points.model(), BlockCatalogue.standard());
    }

    @Test
    void aStartThatIsNoneIsRefused() {
        ClassificationEvaluator evaluator = new ClassificationEvaluator();

        assertThatThrownBy(() -> evaluator.open(TestRequest.of(
                        evaluator,
                        Points.model(),
                        Objective.minimize("loss"),
                        Map.of("start_from", folder.toString()),
                        Points.classes())))
                .isInstanceOf(OptionException.class)
                .hasMessageContainingAll("start_from", "holds no trained network");
    }

    @Test
    void augmentationOfWhatAreNoImagesIsRefusedBeforeAnythingTrains() {
        ClassificationEvaluator evaluator = new ClassificationEvaluator();

        assertThatThrownBy(() -> evaluator.open(TestRequest.of(
                        evaluator,
                        Points.model(),
                        Objective.minimize("loss"),
                        Map.of("augmentation", Map.of("flip", true)),
                        Points.classes())))
                .isInstanceOf(OptionException.class)
                .hasMessageContainingAll("(augmentation) is for images", "shape (");
    }
}
