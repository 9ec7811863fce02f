package io.lanista.djl.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.api.option.OptionException;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.TrialCancelledException;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.data.DataSet;
import io.lanista.djl.data.DataSplit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingEvaluationTest {
    private static final Map<String, Object> QUICK = Map.of("epochs", 4, "batch_size", 20, "learning_rate", 0.02);

    @TempDir
    Path folder;

    @Test
    void classificationLearnsWhatCanBeLearnt() throws Exception {
        Evaluation evaluation = classification(Points.model(), QUICK);
        TestContext context = new TestContext(folder, 5);
        Metrics metrics = evaluation.evaluate(Points.model(), context);
        assertThat(evaluation.inputShape()).contains(Shape.of(6));
        assertThat(evaluation.outputs()).contains(3);
        assertThat(metrics.get("accuracy")).isGreaterThan(0.9);
        assertThat(metrics.get("parameters")).isEqualTo(6 * 16 + 16 + 2 * 16 + 16 * 3 + 3);
        assertThat(metrics.get("flops")).isEqualTo(6 * 16 + 16 * 3);
        assertThat(context.steps).containsExactly(1, 2, 3, 4);
        assertThat(context.reports).extracting(report -> report.get("accuracy")).contains(metrics.get("accuracy"));
        assertThat(evaluation.fullSteps()).hasValue(4);
        assertThat(evaluation.test(Points.model(), context).orElseThrow().get("accuracy"))
                .isGreaterThan(0.9);
    }

    @Test
    void regressionLearnsWhatCanBeLearnt() throws Exception {
        RegressionEvaluator evaluator = new RegressionEvaluator();
        Evaluation evaluation = evaluator.open(TestRequest.of(
                evaluator,
                Points.model(),
                Objective.maximize("r2"),
                Map.of("epochs", 20, "batch_size", 20, "learning_rate", 0.02),
                Points.numbers()));
        TestContext context = new TestContext(folder, 5);
        Metrics metrics = evaluation.evaluate(Points.model(), context);
        assertThat(metrics.get("r2")).isGreaterThan(0.9);
        assertThat(metrics.get("rmse"))
                .isGreaterThanOrEqualTo(metrics.get("mae"))
                .isLessThan(60);
        double rmse = evaluation.test(Points.model(), context).orElseThrow().get("rmse");
        TestAnswers.Numbers numbers = TestAnswers.read(context.artifactFolder())
                .orElseThrow()
                .numbers()
                .get(0);
        double squares = 0;
        for (int i = 0; i < numbers.targets().size(); i++) {
            squares += Math.pow(numbers.targets().get(i) - numbers.predictions().get(i), 2);
        }
        assertThat(Math.sqrt(squares / numbers.targets().size())).isCloseTo(rmse, within(1e-6));
    }

    @Test
    void theTestKeepsWhatTheWinnerAnswersForEachClass() throws Exception {
        Evaluation evaluation = classification(Points.model(), QUICK);
        TestContext context = new TestContext(folder, 5);
        evaluation.evaluate(Points.model(), context);
        assertThat(TestAnswers.read(context.artifactFolder())).isEmpty();
        double accuracy = evaluation.test(Points.model(), context).orElseThrow().get("accuracy");

        TestAnswers answers = TestAnswers.read(context.artifactFolder()).orElseThrow();
        int right = answers.counts().stream()
                .filter(count -> count.label() == count.answer())
                .mapToInt(TestAnswers.Count::examples)
                .sum();
        int all =
                answers.counts().stream().mapToInt(TestAnswers.Count::examples).sum();
        assertThat(answers.classes()).containsExactly("a", "b", "c");
        assertThat(all).isEqualTo(answers.examples());
        assertThat((double) right / all).isCloseTo(accuracy, within(1e-9));
        assertThat(answers.mistakes())
                .hasSize(Math.min(TestAnswers.MOST_MISTAKES, all - right))
                .allMatch(mistake ->
                        mistake.label() != mistake.answer() && mistake.picture().isEmpty())
                .isSortedAccordingTo((one, two) -> Double.compare(two.probability(), one.probability()));
        assertThat(context.advances).isGreaterThan(4);
    }

    @Test
    void damagedAnswersAreToldInASentence() throws Exception {
        Evaluation evaluation = classification(Points.model(), QUICK);
        TestContext context = new TestContext(folder, 5);
        evaluation.evaluate(Points.model(), context);
        evaluation.test(Points.model(), context);
        Path file = context.artifactFolder().resolve(TestAnswers.FILE);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> TestAnswers.read(context.artifactFolder()))
                .hasMessage("The winner's answers (" + file + ") can't be read: it is damaged.");
    }

    @Test
    void trialsSideBySideGiveTheNumbersOfTrialsInTurn() throws Exception {
        Evaluation evaluation = classification(Points.model(), QUICK);
        List<List<Metrics>> inTurn = new ArrayList<>();
        for (int trial = 0; trial < 4; trial++) {
            TestContext context = new TestContext(folder.resolve("a" + trial), trial);
            evaluation.evaluate(Points.model(), context);
            inTurn.add(context.reports);
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<Metrics>>> running = new ArrayList<>();
            for (int trial = 0; trial < 4; trial++) {
                TestContext context = new TestContext(folder.resolve("b" + trial), trial);
                running.add(threads.submit(() -> {
                    evaluation.evaluate(Points.model(), context);
                    return context.reports;
                }));
            }
            for (int trial = 0; trial < 4; trial++) {
                assertThat(running.get(trial).get()).isEqualTo(inTurn.get(trial));
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void anInterruptedTrialGoesOnExactly() throws Exception {
        Evaluation evaluation = classification(Points.model(), QUICK);
        TestContext whole = new TestContext(folder.resolve("whole"), 9);
        Metrics undisturbed = evaluation.evaluate(Points.model(), whole);
        TestContext cut = new TestContext(folder.resolve("cut"), 9, OptionalInt.empty(), 30);
        assertThatThrownBy(() -> evaluation.evaluate(Points.model(), cut)).isInstanceOf(TrialCancelledException.class);
        TestContext resumed = new TestContext(folder.resolve("cut"), 9);
        Metrics continued = evaluation.evaluate(Points.model(), resumed);
        assertThat(resumed.steps).isNotEmpty().doesNotContain(1);
        assertThat(withoutTime(continued)).isEqualTo(withoutTime(undisturbed));
    }

    @Test
    void aTrialThatIsPromotedGoesOnWhereItWas() throws Exception {
        Evaluation evaluation = classification(Points.model(), QUICK);
        Metrics undisturbed = evaluation.evaluate(Points.model(), new TestContext(folder.resolve("whole"), 9));
        Path rungs = folder.resolve("rungs");
        evaluation.evaluate(Points.model(), new TestContext(rungs, 9, OptionalInt.of(1), Integer.MAX_VALUE));
        TestContext promoted = new TestContext(rungs, 9, OptionalInt.of(4), Integer.MAX_VALUE);
        assertThat(withoutTime(evaluation.evaluate(Points.model(), promoted))).isEqualTo(withoutTime(undisturbed));
        assertThat(promoted.steps).containsExactly(2, 3, 4);
    }

    @Test
    void aDamagedCheckpointIsNotUsed() throws Exception {
        Evaluation evaluation = classification(Points.model(), QUICK);
        TestContext context = new TestContext(folder, 9);
        Metrics first = evaluation.evaluate(Points.model(), context);
        Path checkpoint =
                Checkpoint.file(context.checkpointFolder(), Points.model().hash());
        byte[] bytes = Files.readAllBytes(checkpoint);
        bytes[bytes.length / 2] ^= 1;
        Files.write(checkpoint, bytes);
        TestContext again = new TestContext(folder, 9);
        assertThat(withoutTime(evaluation.evaluate(Points.model(), again))).isEqualTo(withoutTime(first));
        assertThat(again.steps).hasSize(4);
    }

    @Test
    void theWinnerComesBackFromItsFileWithTheVeryAccuracy() throws Exception {
        Evaluation evaluation = classification(Points.model(), QUICK);
        TestContext context = new TestContext(folder, 2);
        evaluation.evaluate(Points.model(), context);
        double tested = evaluation.test(Points.model(), context).orElseThrow().get("accuracy");
        DataSet data = Points.classes();
        try (TrainedNetwork network = TrainedNetwork.load(
                context.artifactFolder().resolve(TrainedNetwork.FILE), Points.model(), BlockCatalogue.standard())) {
            assertThat(network.classNames()).containsExactly("a", "b", "c");
            float[][] raw = new float[data.size()][];
            for (int i = 0; i < raw.length; i++) {
                raw[i] = data.features(i);
            }
            float[][] probabilities = network.predict(raw);
            int correct = 0;
            for (int i = 0; i < raw.length; i++) {
                assertThat(probabilities[i][0] + probabilities[i][1] + probabilities[i][2])
                        .isCloseTo(1, within(1e-5f));
                correct += probabilities[i][data.label(i)] > 0.5 ? 1 : 0;
            }
            assertThat((double) correct / raw.length).isCloseTo(tested, within(0.1));
            Problem problem = new ClassificationProblem(split(data));
            Path copy = folder.resolve("copy.bin");
            network.save(copy);
            try (TrainedNetwork again = TrainedNetwork.load(copy, Points.model(), BlockCatalogue.standard())) {
                assertThat(again.measure(problem, data, () -> {})).isEqualTo(network.measure(problem, data, () -> {}));
            }
        }
    }

    @Test
    void settingsOfTheModelWinOverOptions() throws Exception {
        Model slow = Points.model().withSetting("epochs", 2).withSetting("learning_rate", 1e-6);
        TestContext context = new TestContext(folder, 2);
        Metrics metrics = classification(slow, QUICK).evaluate(slow, context);
        assertThat(context.steps).containsExactly(1, 2);
        assertThat(metrics.get("loss")).isGreaterThan(0.8);
    }

    @Test
    void whatIsWrongIsSaidBeforeAnythingTrains() {
        assertThatThrownBy(() -> classification(Points.model().withSetting("lerning_rate", 1), QUICK))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("(lerning_rate)")
                .hasMessageContaining("learning_rate");
        ClassificationEvaluator evaluator = new ClassificationEvaluator();
        assertThatThrownBy(() -> evaluator.open(TestRequest.of(
                        evaluator, Points.model(), Objective.maximize("acuracy"), QUICK, Points.classes())))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("accuracy, loss");
        assertThatThrownBy(() -> evaluator.open(TestRequest.of(
                        evaluator, Points.model(), Objective.maximize("accuracy"), QUICK, Points.numbers())))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("regression");
    }

    @Test
    void aNetworkWithAnotherNumberOfOutputsIsNoArchitecture() {
        Model wrong = Model.named("wrong")
                .input("x", 6)
                .then("head", Layer.of("linear", "units", 4))
                .build();
        assertThatThrownBy(() -> classification(wrong, QUICK).evaluate(wrong, new TestContext(folder, 1)))
                .isInstanceOf(InvalidArchitectureException.class)
                .hasMessageContaining("(4)")
                .hasMessageContaining("(3)");
    }

    private static Map<String, Double> withoutTime(Metrics metrics) {
        Map<String, Double> rest = new HashMap<>(metrics.values());
        rest.remove("seconds");
        return rest;
    }

    private static Evaluation classification(Model base, Map<String, ?> options) {
        ClassificationEvaluator evaluator = new ClassificationEvaluator();
        return evaluator.open(
                TestRequest.of(evaluator, base, Objective.maximize("accuracy"), options, Points.classes()));
    }

    private static DataSplit split(DataSet all) {
        return DataSplit.of(all, all, all);
    }
}
