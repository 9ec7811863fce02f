package io.lanista.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.TrialContext;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.watch.RunListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableRecordingTest {
    @TempDir
    private Path folder;

    /** Scores {@code b} plus the seed; fails at {@code a = r}. */
    private record Scoring(AtomicInteger evaluated) implements Evaluator {
        @Override
        public String name() {
            return "scoring";
        }

        @Override
        public Evaluation open(EvaluationRequest request) {
            return new Evaluation() {
                @Override
                public Metrics evaluate(Model model, TrialContext context) {
                    evaluated.incrementAndGet();
                    if (setting(model, "a").equals("r")) {
                        throw new IllegalStateException("It doesn't converge.");
                    }
                    return Metrics.of("score", number(model) + request.seed());
                }

                @Override
                public Optional<Metrics> test(Model model, TrialContext context) {
                    return Optional.of(Metrics.of("score", number(model) / 2));
                }
            };
        }

        private static double number(Model model) {
            return (long) setting(model, "b");
        }

        private static Object setting(Model model, String name) {
            return ((Value.Constant) model.settings().get(name)).value();
        }
    }

    private RecordedTable record(Scoring scoring) throws InterruptedException {
        ExperimentBuilder experiment = Experiment.named("table")
                .space(SmallTable.space())
                .strategy(new SmallTable.InOrder(1), Map.of())
                .evaluator(scoring, Map.of())
                .objective(Objective.maximize("score"));
        try (NasRuntime nas = NasRuntime.builder().build()) {
            return new TableRecording(nas, experiment.build(), folder.resolve("runs"))
                    .record(List.of(4L, 6L), RunListener.NONE);
        }
    }

    @Test
    void everythingIsTestedAndTheSeedsStandSideBySide() throws InterruptedException {
        RecordedTable table = record(new Scoring(new AtomicInteger()));
        assertThat(table.columns()).containsExactly("a", "b", "score", "test_score", "score_s4", "score_s6");
        assertThat(table.rows())
                .containsExactly(
                        List.of("p", "1", "6", "0.5", "5", "7"),
                        List.of("p", "2", "7", "1", "6", "8"),
                        List.of("q", "1", "6", "0.5", "5", "7"),
                        List.of("q", "2", "7", "1", "6", "8"),
                        List.of("r", "1", "", "", "", ""),
                        List.of("r", "2", "", "", "", ""));
    }

    @Test
    void whatIsFinishedIsNotEvaluatedAgain() throws InterruptedException {
        RecordedTable first = record(new Scoring(new AtomicInteger()));
        AtomicInteger evaluated = new AtomicInteger();
        assertThat(record(new Scoring(evaluated))).isEqualTo(first);
        assertThat(evaluated).hasValue(0);
    }

    @Test
    void theTableIsReadBack() throws Exception {
        Path file = Files.writeString(
                folder.resolve("table.csv"),
                record(new Scoring(new AtomicInteger())).toCsv());
        ResultsTable table = ResultsTable.read(file);
        assertThat(table.numbers("score_s6")).startsWith(7, 8, 7, 8).endsWith(Double.NaN, Double.NaN);
        assertThat(TableIndex.of(table, SmallTable.space(), "")
                        .row(SmallTable.space().enumerate().toList().get(3)))
                .isEqualTo(3);
    }
}
