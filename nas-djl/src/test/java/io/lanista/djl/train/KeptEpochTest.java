package io.lanista.djl.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.TrialCancelledException;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.data.DataParts;
import io.lanista.djl.data.DataSet;
import io.lanista.djl.data.DataSources;
import io.lanista.djl.data.DataSplit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which epoch of a trial counts, and when training ends early. */
@Tag("slow")
class KeptEpochTest {
    private static final int EPOCHS = 12;

    /** Steps that are too large, so that the validation accuracy goes up and down. */
    private static final Map<String, Object> RESTLESS = Map.of(
            "epochs", EPOCHS, "batch_size", 20, "learning_rate", 0.3, "schedule", "constant", "optimizer", "adam");

    @TempDir
    Path folder;

    private static Evaluation evaluation(Map<String, Object> more, Objective objective) {
        Map<String, Object> options = new HashMap<>(RESTLESS);
        options.putAll(more);
        ClassificationEvaluator evaluator = new ClassificationEvaluator();
        return evaluator.open(TestRequest.of(evaluator, Points.model(), objective, options, Points.classes()));
    }

    private static Evaluation evaluation(Map<String, Object> more) {
        return evaluation(more, Objective.maximize("accuracy"));
    }

    private static int best(List<Metrics> reports) {
        return IntStream.range(0, reports.size())
                .reduce((one, other) -> isBetter(reports.get(other), reports.get(one)) ? other : one)
                .orElseThrow();
    }

    private static boolean isBetter(Metrics one, Metrics other) {
        int compared = Double.compare(one.get("accuracy"), other.get("accuracy"));
        return compared > 0 || (compared == 0 && one.get("loss") < other.get("loss"));
    }

    /** What the saved network reaches on the validation part. */
    private Map<String, Double> validation(TestContext context) throws Exception {
        DataSplit split = DataSources.standard()
                .withMemory(DataParts.of(Points.classes()))
                .load("memory", Map.of(), Path.of(""));
        DataSet validation = split.validation();
        try (TrainedNetwork network = TrainedNetwork.load(
                context.artifactFolder().resolve(TrainedNetwork.FILE), Points.model(), BlockCatalogue.standard())) {
            return network.measure(new ClassificationProblem(split), validation, () -> {});
        }
    }

    @Test
    void theBestEpochsWeightsAreKeptAndCount() throws Exception {
        TestContext context = new TestContext(folder, 5);
        Metrics metrics = evaluation(Map.of()).evaluate(Points.model(), context);
        int best = best(context.reports);
        assertThat(best).as("so that the last epoch is another one").isLessThan(EPOCHS - 1);
        assertThat(metrics.get("epoch")).isEqualTo(best + 1);
        for (String name : List.of("accuracy", "loss", "train_loss")) {
            assertThat(metrics.get(name)).isEqualTo(context.reports.get(best).get(name));
        }
        assertThat(validation(context))
                .containsEntry("accuracy", metrics.get("accuracy"))
                .containsEntry("loss", metrics.get("loss"));
    }

    @Test
    void theLastEpochCountsIfThatIsAskedFor() throws Exception {
        TestContext context = new TestContext(folder, 5);
        Metrics metrics = evaluation(Map.of("keep", "last")).evaluate(Points.model(), context);
        assertThat(metrics.get("epoch")).isEqualTo(EPOCHS);
        assertThat(metrics.get("loss"))
                .isEqualTo(context.reports.get(EPOCHS - 1).get("loss"));
        assertThat(validation(context)).containsEntry("loss", metrics.get("loss"));
    }

    @Test
    void theBestEpochIsBestByWhatTheSearchIsAfter() throws Exception {
        TestContext context = new TestContext(folder, 5);
        Metrics metrics = evaluation(Map.of(), Objective.minimize("train_loss")).evaluate(Points.model(), context);
        assertThat(metrics.get("train_loss"))
                .isEqualTo(context.reports.stream()
                        .mapToDouble(report -> report.get("train_loss"))
                        .min()
                        .orElseThrow());
        TestContext other = new TestContext(folder.resolve("other"), 5);
        assertThat(evaluation(Map.of(), Objective.minimize("parameters"))
                        .evaluate(Points.model(), other)
                        .get("epoch"))
                .as("parameters are the same in every epoch, so accuracy decides")
                .isEqualTo(best(other.reports) + 1);
    }

    @Test
    void trainingEndsEarlyWhenPatienceIsOver() throws Exception {
        TestContext whole = new TestContext(folder.resolve("whole"), 5);
        evaluation(Map.of()).evaluate(Points.model(), whole);
        TestContext early = new TestContext(folder.resolve("early"), 5);
        Metrics metrics = evaluation(Map.of("patience", 2)).evaluate(Points.model(), early);
        int best = best(early.reports);
        assertThat(early.reports).hasSize(best + 3).hasSizeLessThan(EPOCHS);
        assertThat(early.reports).isEqualTo(whole.reports.subList(0, best + 3));
        assertThat(metrics.get("epoch")).isEqualTo(best + 1);
    }

    @Test
    void anEpochIsToldBeforeItsCheckpointSoThatNoReportIsLostAndAfterItsNetworkWhichCounts() throws Exception {
        List<Integer> keptBefore = new ArrayList<>();
        List<Boolean> written = new ArrayList<>();
        Path checkpoint =
                Checkpoint.file(folder.resolve("checkpoints"), Points.model().hash());
        TestContext context = new TestContext(folder, 5) {
            @Override
            public void report(int step, Metrics metrics) {
                keptBefore.add(
                        Checkpoint.read(checkpoint).map(Checkpoint::epoch).orElse(0));
                written.add(Files.exists(artifactFolder().resolve(TrainedNetwork.FILE)));
                if (step == 3) {
                    throw new TrialCancelledException("enough");
                }
            }
        };

        assertThatThrownBy(() -> evaluation(Map.of()).evaluate(Points.model(), context))
                .isInstanceOf(TrialCancelledException.class);

        assertThat(keptBefore).containsExactly(0, 1, 2);
        assertThat(written).containsOnly(true);
        assertThat(Checkpoint.read(checkpoint).map(Checkpoint::epoch)).contains(2);
    }

    @Test
    void atAnyInterruptionATrialGoesOnExactly() throws Exception {
        for (Map<String, Object> more :
                List.<Map<String, Object>>of(Map.of(), Map.of("patience", 4), Map.of("checkpoint_every", 3))) {
            Evaluation evaluation = evaluation(more);
            Path whole = folder.resolve("whole" + more);
            TestContext uncut = new TestContext(whole, 5);
            Metrics undisturbed = evaluation.evaluate(Points.model(), uncut);
            for (int checks = 3; checks < uncut.checks(); checks += 18) {
                Path cut = folder.resolve("cut" + more + checks);
                TestContext first = new TestContext(cut, 5, OptionalInt.empty(), checks);
                assertThatThrownBy(() -> evaluation.evaluate(Points.model(), first))
                        .isInstanceOf(TrialCancelledException.class);
                TestContext second = new TestContext(cut, 5);
                Metrics continued = evaluation.evaluate(Points.model(), second);
                assertThat(withoutTime(continued))
                        .as("%s after %d checks", more, checks)
                        .isEqualTo(withoutTime(undisturbed));
                assertThat(validation(second)).containsEntry("loss", undisturbed.get("loss"));
            }
        }
    }

    @Test
    void aTrialThatIsCutShortLeavesTheBestNetworkThatItHasReported() throws Exception {
        TestContext cut = new TestContext(folder, 5, OptionalInt.empty(), 100);
        assertThatThrownBy(() -> evaluation(Map.of()).evaluate(Points.model(), cut))
                .isInstanceOf(TrialCancelledException.class);
        assertThat(cut.reports).hasSizeBetween(3, EPOCHS - 1);
        Metrics best = cut.reports.get(best(cut.reports));
        assertThat(validation(cut)).containsEntry("loss", best.get("loss"));
    }

    @Test
    void aTrialThatIsPromotedKeepsTheBestEpochOfItsEarlierRungs() throws Exception {
        Evaluation evaluation = evaluation(Map.of());
        Metrics undisturbed = evaluation.evaluate(Points.model(), new TestContext(folder.resolve("whole"), 5));
        Path rungs = folder.resolve("rungs");
        for (int steps : new int[] {2, 7}) {
            evaluation.evaluate(Points.model(), new TestContext(rungs, 5, OptionalInt.of(steps), Integer.MAX_VALUE));
        }
        Metrics promoted = evaluation.evaluate(Points.model(), new TestContext(rungs, 5));
        assertThat(withoutTime(promoted)).isEqualTo(withoutTime(undisturbed));
    }

    private static Map<String, Double> withoutTime(Metrics metrics) {
        Map<String, Double> rest = new HashMap<>(metrics.values());
        rest.remove("seconds");
        return rest;
    }
}
