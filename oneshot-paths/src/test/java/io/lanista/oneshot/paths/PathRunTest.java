package io.lanista.oneshot.paths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import io.lanista.api.oneshot.OneShotRun;
import io.lanista.api.oneshot.Resumable;
import io.lanista.api.option.Options;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.TrialCancelledException;
import io.lanista.testkit.TrainingLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathRunTest {
    private static final Map<String, Object> OPTIONS = Map.of(
            "epochs", 12L, "batch_size", 16L, "rounds", 3L, "population", 6L, "parents", 3L, "learning_rate", 0.1);

    private static OneShotRun open(SearchSpace space) {
        SposTrainer trainer = new SposTrainer();
        return trainer.open(
                new TestRequest(space, Options.parse("spos", trainer.options(), OPTIONS), 7, TestRequest.glyphs(40)));
    }

    @Test
    void weightsLearnAndTheExportIsTheBestThatTheEvolutionMeasured() {
        TrainingLog log = new TrainingLog();
        try (OneShotRun run = open(SmallSpace.choices())) {
            run.fit(log);
            List<Metrics> epochs = log.epochs();
            assertThat(epochs).hasSize(15);
            assertThat(value(epochs.get(11), "weight_auc")).isGreaterThan(0.08 + value(epochs.get(0), "weight_auc"));
            assertThat(value(epochs.get(12), "discrete_accuracy"))
                    .isPositive()
                    .isLessThanOrEqualTo(value(epochs.get(14), "discrete_accuracy"));
            assertThat(value(epochs.get(14), "candidates")).isEqualTo(18);
            Choices export = run.export();
            // The weights that are told are those of the export.
            run.weights()
                    .forEach((label, candidates) -> assertThat(
                                    candidates.get(export.get(label).orElseThrow()))
                            .isEqualTo(1));
            assertThat(log.notes()).hasSize(1);
            assertThat(log.notes().get(0)).startsWith("Of (18) architectures compared");
        }
    }

    @Test
    void whatLetsNothingThroughIsNotExported() {
        TrainingLog log = new TrainingLog();
        SposTrainer trainer = new SposTrainer();
        Map<String, Object> options = Map.of(
                "epochs", 40L, "batch_size", 16L, "rounds", 1L, "population", 4L, "parents", 1L, "learning_rate", 0.1);
        try (OneShotRun run = trainer.open(new TestRequest(
                SmallSpace.withZeros(),
                Options.parse("spos", trainer.options(), options),
                7,
                TestRequest.glyphs(40)))) {
            run.fit(log);
            assertThat(run.export().values()).doesNotContainValue("none");
            assertThat(value(log.epochs().get(40), "discrete_accuracy")).isGreaterThan(0.2);
        }
    }

    private static double value(Metrics metrics, String name) {
        return metrics.values().get(name);
    }

    @Test
    void whileWeightsAreTrainedAllCandidatesCountAlike() {
        TrainingLog log = new TrainingLog().cancelAfter(1);
        try (OneShotRun run = open(SmallSpace.cell())) {
            assertThat(catchThrowable(() -> run.fit(log))).isInstanceOf(TrialCancelledException.class);
            assertThat(value(log.epochs().get(0), "entropy")).isCloseTo(1, within(1e-9));
            assertThat(SmallSpace.cell().validate(run.export())).isEmpty();
        }
    }

    @Test
    void anEvolutionThatWasInterruptedGoesOnExactly(@TempDir Path folder) throws IOException {
        for (SearchSpace space : List.of(SmallSpace.choices(), SmallSpace.cell(), SmallSpace.elastic())) {
            TrainingLog whole = new TrainingLog();
            Choices wanted;
            try (OneShotRun run = open(space)) {
                run.fit(whole);
                wanted = run.export();
            }
            try (OneShotRun first = open(space)) {
                TrainingLog log = new TrainingLog().cancelAfter(13);
                assertThat(catchThrowable(() -> first.fit(log.onEpoch(() -> ((Resumable) first).save(folder)))))
                        .isInstanceOf(TrialCancelledException.class);
            }
            TrainingLog rest = new TrainingLog();
            try (OneShotRun second = open(space)) {
                ((Resumable) second).restore(folder);
                second.fit(rest);
                assertThat(second.export()).isEqualTo(wanted);
            }
            assertThat(rest.epochs()).isEqualTo(whole.epochs().subList(13, 15));
            assertThat(rest.notes()).isEqualTo(whole.notes());
        }
    }
}
