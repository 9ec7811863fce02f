package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.Scores;
import io.lanista.runtime.watch.BestTrial;
import io.lanista.runtime.watch.ProviderInfo;
import io.lanista.runtime.watch.RunInfo;
import io.lanista.runtime.watch.RunStatus;
import io.lanista.runtime.watch.SupernetEpoch;
import io.lanista.runtime.watch.TrialAdvance;
import io.lanista.runtime.watch.TrialProgress;
import io.lanista.runtime.watch.TrialReport;
import io.lanista.runtime.watch.TrialStart;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunProgressTest {
    private static final Objective ACCURACY = Objective.maximize("accuracy");
    private static final Choices WIDE = Choices.of(Map.of(Label.of("width"), 32L, Label.of("depth"), 2L));
    private static final Choices SLIM = Choices.of(Map.of(Label.of("width"), 8L, Label.of("depth"), 2L));

    private Instant now = Instant.EPOCH;
    private final RunProgress progress = new RunProgress(null, () -> now);

    @BeforeEach
    void start() {
        SearchSpace space = SearchSpace.of(Model.named("net")
                .input("in", 4)
                .then("out", Layer.of("linear", "units", Value.choice("width", 8, 32)))
                .build());
        ProviderInfo provider = new ProviderInfo("strategy", "random", "classpath", "0.0.0", Map.of());
        progress.started(
                new RunInfo(
                        "test",
                        Path.of("runs/test-1"),
                        false,
                        space,
                        List.of(ACCURACY),
                        OptionalInt.of(10),
                        Optional.empty(),
                        1,
                        0,
                        provider,
                        provider,
                        "inline",
                        List.of(),
                        Optional.empty()),
                status(0, Optional.empty(), 0));
    }

    private static RunStatus status(int scored, Optional<BestTrial> best, long seconds) {
        return new RunStatus(
                RunStatus.State.RUNNING,
                scored,
                0,
                0,
                0,
                1,
                OptionalInt.of(10),
                best,
                Duration.ofSeconds(seconds),
                Optional.empty());
    }

    private void ends(int trial, Choices choices, double accuracy, RunStatus status) {
        Metrics metrics = Metrics.of("accuracy", accuracy);
        Outcome outcome = Outcome.scored(ACCURACY.score(accuracy), metrics);
        progress.trialEnded(
                new TrialReport(trial, choices, OptionalInt.empty(), outcome, 1, OptionalInt.empty(), null), status);
    }

    private static TrialStart started(int trial, Choices choices) {
        return new TrialStart(trial, choices, OptionalInt.empty(), OptionalInt.empty());
    }

    private static Optional<BestTrial> best(int trial, Choices choices, double accuracy) {
        Metrics metrics = Metrics.of("accuracy", accuracy);
        return Optional.of(
                new BestTrial(trial, Scores.of(ACCURACY.score(accuracy)), metrics, choices, Optional.empty()));
    }

    @Test
    void aBarShowsHowManyTrialsAreDoneAndTheBest() {
        ends(0, WIDE, 0.9, status(1, best(0, WIDE, 0.9), 5));

        assertThat(progress.lines(80).get(0)).contains("1/10 trials", "best accuracy 0.9000 (#0)");
    }

    @Test
    void timeLeftFollowsThePaceOfTheLastTrials() {
        for (int i = 1; i <= 5; i++) {
            ends(i, WIDE, 0.5, status(i, Optional.empty(), 4L * i));
        }
        assertThat(progress.lines(80).get(0)).contains("~20.0s left");
        now = now.plusSeconds(2);
        assertThat(progress.lines(80).get(0)).contains("~18.0s left");
    }

    @Test
    void aRunningTrialIsComparedWithTheBestAtTheSameStep() {
        progress.trialStarted(started(0, WIDE));
        progress.trialReported(new TrialProgress(0, 1, Metrics.of("accuracy", 0.4)));
        progress.trialReported(new TrialProgress(0, 2, Metrics.of("accuracy", 0.6)));
        ends(0, WIDE, 0.8, status(1, best(0, WIDE, 0.8), 5));
        progress.trialStarted(started(1, SLIM));
        progress.trialReported(new TrialProgress(1, 1, Metrics.of("accuracy", 0.45)));

        assertThat(progress.lines(80).get(1))
                .contains("#1", "step 1", "accuracy 0.4500, best then 0.4000", "width=8")
                .doesNotContain("depth");
    }

    @Test
    void manyRunningTrialsAreCounted() {
        for (int i = 0; i < 20; i++) {
            progress.trialStarted(started(i, SLIM));
        }
        assertThat(progress.lines(80)).hasSize(10).last().asString().contains("12 more");
    }

    @Test
    void aSupernetShowsItsEpochs() {
        progress.epochEnded(
                new SupernetEpoch(
                        3, 6, Metrics.of(Map.of("supernet_accuracy", 0.5, "entropy", 0.9)), Map.of(), List.of()),
                status(0, Optional.empty(), 30));

        assertThat(progress.lines(80).get(0)).contains("epoch 3/6", "supernet accuracy 0.5000", "entropy 0.9000");
    }

    @Test
    void aSupernetShowsWhichCandidatesLeadTheClearestFirst() {
        progress.epochEnded(
                new SupernetEpoch(
                        3,
                        6,
                        Metrics.of("entropy", 0.9),
                        Map.of("edge_0", Map.of("conv", 0.4, "skip", 0.6), "edge_1", Map.of("conv", 0.9, "skip", 0.1)),
                        List.of()),
                status(0, Optional.empty(), 30));

        assertThat(progress.lines(80).get(1)).isEqualTo("  leads: edge_1=conv 90%  edge_0=skip 60%");
    }

    @Test
    void aRunningTrialShowsHowManyBatchesOfItsStepAreDone() {
        progress.trialStarted(started(0, WIDE));
        progress.trialAdvanced(new TrialAdvance(0, 12, 40));
        assertThat(progress.lines(80).get(1)).contains("begins  batch 12/40");

        progress.trialReported(new TrialProgress(0, 1, Metrics.of("accuracy", 0.4)));
        assertThat(progress.lines(80).get(1))
                .contains("step 1  accuracy 0.4000")
                .doesNotContain("batch");

        progress.trialAdvanced(new TrialAdvance(0, 5, 40));
        assertThat(progress.lines(80).get(1)).contains("step 1  accuracy 0.4000  batch 5/40");
    }

    @Test
    void sixtyColumnsHoldWhatARunningTrialIsComparedWith() {
        progress.trialStarted(started(0, WIDE));
        for (int step = 1; step <= 12; step++) {
            progress.trialReported(new TrialProgress(0, step, Metrics.of("accuracy", 0.4)));
        }
        ends(0, WIDE, 0.8, status(1, best(0, WIDE, 0.8), 71));
        progress.trialStarted(started(1, SLIM));
        progress.trialReported(new TrialProgress(1, 10, Metrics.of("accuracy", 0.45)));

        List<String> lines = progress.lines(59);
        assertThat(lines.get(0)).startsWith("█░░░░░ 1/10  best accuracy 0.8000 (#0)  1m11s");
        assertThat(LiveRegion.cut(lines.get(1), 59))
                .isEqualTo(" #1   █████░ step 10/12  accuracy 0.4500, best then 0.4000…");
    }

    @Test
    void choicesAreShortAndKeepOnlyDigitsThatSaySomething() {
        Choices choices =
                Choices.of(Map.of(Label.of("dropout"), 0.2, Label.of("rate"), 0.0079569946, Label.of("decay"), 0.0));
        assertThat(ShortChoices.line(ShortChoices.of(choices, Optional.empty())))
                .isEqualTo("decay=0 dropout=0.2 rate=0.007957");
        assertThat(ShortChoices.line(Collections.nCopies(20, "x".repeat(29)))).endsWith("x and 16 more");
    }
}
