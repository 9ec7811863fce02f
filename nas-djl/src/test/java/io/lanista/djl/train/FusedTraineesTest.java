package io.lanista.djl.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.api.option.OptionException;
import io.lanista.api.option.Options;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.TrialCancelledException;
import io.lanista.djl.block.NetworkPlan;
import io.lanista.djl.data.DataSet;
import io.lanista.djl.data.DataSplit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks that train in one graph train as they would alone. */
class FusedTraineesTest {
    private static final int EPOCHS = 8;
    private static final int FOLDS = 4;

    /** With 103 examples, one fold trains on 78, which are six batches, and the others on 77, which are five. */
    private static final int EXAMPLES = 103;

    private static final int BATCH = 13;

    @TempDir
    Path folder;

    private static Model convnet() {
        return Model.named("convnet")
                .input("image", 1, 6, 6)
                .then("conv", Layer.of("conv2d", "out_channels", 4, "kernel", 3, "bias", false))
                .then("norm", Layer.of("batch_norm"))
                .then("relu", Layer.of("relu"))
                .then("separable", Layer.of("depthwise_separable_conv2d", "out_channels", 6, "kernel", 3))
                .then("pool", Layer.of("global_avg_pool"))
                .then("drop", Layer.of("dropout", "rate", 0.2))
                .then("head", Layer.of("linear", "units", Model.OUTPUTS))
                .build();
    }

    /**
     * Without a bias in front of the normalisation: its gradient is nothing but rounding, of which Adam makes steps of full length.
     */
    private static Model perceptron() {
        return Model.named("perceptron")
                .input("x", 1, 6, 6)
                .then("flatten", Layer.of("flatten"))
                .then("hidden", Layer.of("linear", "units", 16, "bias", false))
                .then("norm", Layer.of("batch_norm"))
                .then("relu", Layer.of("relu"))
                .then("drop", Layer.of("dropout", "rate", 0.1))
                .then("head", Layer.of("linear", "units", Model.OUTPUTS))
                .build();
    }

    private static Model recurrent() {
        return Model.named("recurrent")
                .input("image", 1, 6, 6)
                .then("sequence", Layer.of("reshape", "shape", List.of(6, 6)))
                .then("lstm", Layer.of("lstm", "units", 5))
                .then("head", Layer.of("linear", "units", Model.OUTPUTS))
                .build();
    }

    private static Model ensemble() {
        return Model.named("ensemble")
                .input("image", 1, 6, 6)
                .then("flatten", Layer.of("flatten"))
                .then("members", Layer.of("ensemble", "members", 3))
                .then("hidden", Layer.of("ensemble_linear", "units", 8))
                .then("relu", Layer.of("relu"))
                .then("head", Layer.of("ensemble_linear", "units", Model.OUTPUTS))
                .then("mean", Layer.of("ensemble_mean", "of", "auto"))
                .build();
    }

    private static DataSet part(boolean classes, int from, int to) {
        Random random = new Random(4);
        float[] features = new float[EXAMPLES * 36];
        int[] labels = new int[EXAMPLES];
        double[] targets = new double[EXAMPLES];
        for (int i = 0; i < EXAMPLES; i++) {
            labels[i] = i % 3;
            targets[i] = 2 * labels[i] + 0.1 * random.nextGaussian();
            for (int j = 0; j < 36; j++) {
                features[i * 36 + j] = (float) (random.nextGaussian() + (j % 3 == labels[i] ? 1 : 0));
            }
        }
        int[] chosen = IntStream.range(0, EXAMPLES)
                .filter(i -> from <= to ? i >= from && i < to : i >= from || i < to)
                .toArray();
        float[] own = new float[chosen.length * 36];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(features, chosen[i] * 36, own, i * 36, 36);
        }
        long[] shape = {1, 6, 6};
        return classes
                ? DataSet.classification(
                        shape,
                        List.of("a", "b", "c"),
                        own,
                        IntStream.of(chosen).map(i -> labels[i]).toArray())
                : DataSet.regression(
                        shape,
                        own,
                        IntStream.of(chosen).mapToDouble(i -> targets[i]).toArray(),
                        1);
    }

    private static DataSplit data(boolean classes) {
        List<DataSplit.Fold> folds = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            int from = fold * EXAMPLES / FOLDS;
            int to = (fold + 1) * EXAMPLES / FOLDS;
            folds.add(
                    new DataSplit.Fold(part(classes, to % EXAMPLES, from), part(classes, from, to), Optional.empty()));
        }
        DataSplit first = DataSplit.of(folds.get(0).train(), folds.get(0).validation(), part(classes, 0, 20));
        return new DataSplit(
                first.train(),
                first.validation(),
                first.test(),
                first.inputScale(),
                first.targetScale(),
                first.table(),
                first.description(),
                folds,
                first.fit(),
                Optional.empty());
    }

    static Stream<Arguments> trainings() {
        Map<String, Object> adam = Map.of("learning_rate", 0.01);
        return Stream.of(
                Arguments.of(perceptron(), true, adam),
                Arguments.of(perceptron(), false, Map.of("optimizer", "sgd", "learning_rate", 0.02)),
                Arguments.of(convnet(), true, Map.of("optimizer", "adamw", "clip_norm", 0.5)),
                Arguments.of(
                        convnet(),
                        true,
                        Map.of("augmentation", Map.of("crop", 1, "flip", true), "label_smoothing", 0.1, "warm_up", 2)),
                Arguments.of(recurrent(), true, adam),
                Arguments.of(ensemble(), true, adam),
                Arguments.of(convnet(), false, Map.of("optimizer", "sgd", "momentum", 0, "schedule", "step")));
    }

    private static Map<String, Object> with(Map<String, Object> options) {
        Map<String, Object> all = new HashMap<>(options);
        all.put("batch_size", BATCH);
        all.put("epochs", EPOCHS);
        all.put("evaluation_batch_size", 11);
        return all;
    }

    @ParameterizedTest
    @MethodSource("trainings")
    void everyEpochOfEachIsWhatItWouldBeAlone(Model model, boolean classes, Map<String, Object> options) {
        TrainingSetup setup = TrainingSetup.of(data(classes)).with(TrainingOptions.of("test", with(options)));
        Model fitted =
                model.withInputShape(Shape.of(1, 6, 6)).withOutputs(setup.data().outputSize());
        NetworkPlan plan = NetworkPlan.of(fitted, setup.blocks());
        List<TrainingSetup> setups =
                setup.data().cuts().stream().map(setup::with).toList();
        assertThat(FusedTrainees.refusal(setups, plan)).isEmpty();
        try (Trainees fused = new FusedTrainees(setups, plan, TrialGroup.generators(5, FOLDS));
                Trainees alone = new SeparateTrainees(
                        setups, plan, TrialGroup.generators(5, FOLDS), new ClassificationEvaluator()::train)) {
            for (int epoch = 1; epoch <= EPOCHS; epoch++) {
                // One leaves for a while, and comes back.
                List<Integer> members = epoch < 4 ? List.of(0, 1, 2, 3) : epoch < 6 ? List.of(0, 2, 3) : List.of(1, 2);
                fused.runEpoch(members, EPOCHS, (done, all) -> {});
                alone.runEpoch(members, EPOCHS, (done, all) -> {});
                List<SortedMap<String, Double>> expected = alone.measure(members, () -> {});
                List<SortedMap<String, Double>> actual = fused.measure(members, () -> {});
                for (int i = 0; i < members.size(); i++) {
                    int member = members.get(i);
                    assertThat(fused.get(member).epoch())
                            .isEqualTo(alone.get(member).epoch());
                    for (String name : List.of("train_loss", "loss")) {
                        double loss = expected.get(i).get(name);
                        assertThat(actual.get(i).get(name))
                                .as("%s of (%d) in epoch (%d)", name, member, epoch)
                                .isCloseTo(loss, within(1e-4 * loss));
                    }
                }
            }
        }
    }

    private Metrics evaluate(DataSplit data, Map<String, Object> options, TestContext context) throws Exception {
        ClassificationEvaluator evaluator = new ClassificationEvaluator();
        try (Evaluation evaluation = evaluator.open(
                TestRequest.of(evaluator, convnet(), Objective.maximize("accuracy"), with(options), data))) {
            return evaluation.evaluate(convnet(), context);
        }
    }

    @Test
    void aTrialIsTheMeanOfItsNetworksWithAStandardError() throws Exception {
        DataSplit data = data(true);
        Map<String, Object> options = Map.of("patience", 2, "learning_rate", 0.02);
        TestContext context = new TestContext(folder.resolve("all"), 3);
        Metrics all = evaluate(data, options, context);
        double sum = 0;
        double squares = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            long seed = TrainingEvaluator.seed(3, fold);
            Path own = folder.resolve("fold" + fold);
            double loss = evaluate(data.cuts().get(fold), options, new TestContext(own, seed))
                    .get("loss");
            sum += loss;
            squares += loss * loss;
        }
        double mean = sum / FOLDS;
        assertThat(all.get("loss")).isCloseTo(mean, within(1e-4 * mean));
        double error = Math.sqrt((squares / FOLDS - mean * mean) / (FOLDS - 1));
        assertThat(all.get("loss_se")).isCloseTo(error, within(1e-3 * error));
        assertThat(all.values()).containsKey("accuracy_se").doesNotContainKeys("train_loss_se", "parameters_se");
        assertThat(context.steps).startsWith(1, 2, 3).isSorted();
        assertThat(context.reports.get(0).values()).containsKeys("accuracy", "accuracy_se");
    }

    @Test
    void aTrialThatWasInterruptedEndsAsItWouldHave() throws Exception {
        DataSplit data = data(true);
        Metrics expected = evaluate(data, Map.of(), new TestContext(folder.resolve("whole"), 3));
        Path cut = folder.resolve("cut");
        assertThatThrownBy(() -> evaluate(data, Map.of(), new TestContext(cut, 3, OptionalInt.empty(), 40)))
                .isInstanceOf(TrialCancelledException.class);
        // One network's last checkpoint is missing, as after a crash between two of them.
        try (Stream<Path> files = Files.list(cut.resolve("checkpoints"))) {
            Files.delete(files.filter(file -> file.toString().endsWith("-2.bin"))
                    .findFirst()
                    .orElseThrow());
        }
        TestContext context = new TestContext(cut, 3);
        Metrics actual = evaluate(data, Map.of(), context);
        assertThat(actual.get("loss")).isCloseTo(expected.get("loss"), within(1e-4 * expected.get("loss")));
        assertThat(context.steps.get(0)).isGreaterThan(1);
    }

    @Test
    void repeatsDifferInTheirSeedsAlone() throws Exception {
        DataSplit one = data(true).cuts().get(0);
        TestContext context = new TestContext(folder, 3);
        Metrics metrics = evaluate(one, Map.of("repeats", 3), context);
        assertThat(metrics.get("loss_se")).isPositive();
        assertThat(context.artifactFolder().resolve(TrainedNetwork.file(2))).exists();
        assertThat(context.artifactFolder().resolve(TrainedNetwork.file(3))).doesNotExist();
    }

    /** An evaluator with steps of its own. */
    private static final class Twice extends TrainingEvaluator {
        @Override
        public String name() {
            return "twice";
        }

        @Override
        protected Problem problem(DataSplit data, Options options) {
            return Problem.of(data);
        }

        @Override
        protected void train(TrainingEpoch epoch) {
            super.train(epoch);
        }
    }

    @Test
    void stepsOfSomebodyElseTrainOneNetworkAfterTheOther() throws Exception {
        Twice evaluator = new Twice();
        DataSplit data = data(true);
        try (Evaluation evaluation = evaluator.open(
                TestRequest.of(evaluator, convnet(), Objective.maximize("accuracy"), with(Map.of()), data))) {
            Metrics own = evaluation.evaluate(convnet(), new TestContext(folder.resolve("own"), 3));
            Metrics fused = evaluate(data, Map.of(), new TestContext(folder.resolve("fused"), 3));
            assertThat(own.get("loss")).isCloseTo(fused.get("loss"), within(1e-4 * fused.get("loss")));
        }
    }

    @Test
    void foldsOfDataThatAreCutAlreadyAreRefused() {
        assertThatThrownBy(() -> evaluate(data(true), Map.of("folds", 3), new TestContext(folder, 1)))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("(folds) would count for nothing");
    }
}
