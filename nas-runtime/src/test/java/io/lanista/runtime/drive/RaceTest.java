package io.lanista.runtime.drive;

import static io.lanista.runtime.drive.Fixtures.METRIC;
import static io.lanista.runtime.drive.Fixtures.experiment;
import static io.lanista.runtime.drive.Fixtures.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.drive.Fixtures.Measuring;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.DuplicatePolicy;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.experiment.Stopping;
import io.lanista.runtime.journal.JournalRecord;
import io.lanista.runtime.runs.RunHistory;
import io.lanista.runtime.watch.BestTrial;
import io.lanista.runtime.watch.RunResult;
import io.lanista.runtime.watch.TrialReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contenders are evaluated again where results depend on the seed. */
class RaceTest extends HostedTest {
    /** Noise of up to 25 on values of up to 100. */
    private static final Measuring NOISY = new Measuring(
            (model, context) -> value(model) + 50 * (context.random().nextDouble() - 0.5));

    private ExperimentBuilder trials(int trials) {
        return experiment(NOISY).reevaluate(0.3).budget(Budget.ofTrials(trials)).runsFolder(folder);
    }

    private static Map<Choices, List<TrialReport>> byArchitecture(RunHistory run) {
        return run.trials().stream().collect(Collectors.groupingBy(TrialReport::choices));
    }

    private static double score(TrialReport trial) {
        return ((Outcome.Scored) trial.outcome()).score().value();
    }

    @ParameterizedTest
    @EnumSource(DuplicatePolicy.class)
    void contendersAreEvaluatedAgainWithinTheBudgetAndTheBestIsNamedByItsMean(DuplicatePolicy duplicates)
            throws Exception {
        RunResult result = nas.run(trials(40).duplicates(duplicates).build());

        assertThat(result.completed()).isEqualTo(40);
        RunHistory run = RunHistory.read(result.folder());
        Map<Choices, List<TrialReport>> evaluations = byArchitecture(run);
        assertThat(40 - evaluations.size()).as("further looks").isBetween(8, 20);
        BestTrial best = result.best().orElseThrow();
        List<TrialReport> own = evaluations.get(best.choices());
        assertThat(own).hasSizeGreaterThan(1);
        assertThat(best.score().value())
                .isCloseTo(own.stream().mapToDouble(RaceTest::score).average().orElseThrow(), within(1e-9));
        assertThat(best.repeats().orElseThrow().trials())
                .isEqualTo(own.stream().map(TrialReport::trial).sorted().toList());
        assertThat(best.repeats().orElseThrow().standardError()).isBetween(1.0, 30.0);
        assertThat(best.metrics().get(METRIC))
                .as("the trial that stands for it did best")
                .isEqualTo(own.stream().mapToDouble(RaceTest::score).max().orElseThrow());
        assertThat(result.front()).containsExactly(best);
        assertThat(run.best()).contains(best);
    }

    @Test
    void goesOnAtEveryCutOfTheJournalAsIfNothingHadHappened() throws Exception {
        RunResult result = nas.run(trials(24).build());
        List<JournalRecord> expected = ResumeTest.history(result.folder());
        byte[] journal = Files.readAllBytes(result.folder().resolve("journal.jsonl"));
        Path cut = Files.createDirectory(folder.resolve("cut"));
        for (int length = journal.length / 3; length < journal.length; length += journal.length / 37) {
            Files.write(cut.resolve("journal.jsonl"), Arrays.copyOf(journal, length));

            RunResult again = nas.run(trials(24).runFolder(cut).build());

            assertThat(ResumeTest.history(cut)).as("cut after %d bytes", length).isEqualTo(expected);
            assertThat(again.best()).isEqualTo(result.best());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void severalWorkersReplayToTheSame(int parallelism) throws Exception {
        Path run = nas.run(trials(40).parallelism(parallelism).build()).folder();
        List<JournalRecord> before = ResumeTest.history(run);

        // The replay fails at the first other answer.
        RunResult longer = nas.run(trials(44).parallelism(parallelism).build());

        assertThat(longer.folder()).isEqualTo(run);
        assertThat(ResumeTest.history(run)).startsWith(before.toArray(JournalRecord[]::new));
        assertThat(byArchitecture(RunHistory.read(run))).hasSizeLessThan(44);
    }

    @Test
    void aRuleThatStopsTrialsSparesThoseThatLookAgain() throws Exception {
        Measuring reporting = new Measuring((model, context) -> {
            context.report(1, Metrics.of(METRIC, context.random().nextDouble()));
            return value(model) + 50 * (context.random().nextDouble() - 0.5);
        });
        RunHistory run = RunHistory.read(nas.run(experiment(reporting)
                        .reevaluate(0.3)
                        .stopping(Stopping.median(1, 5))
                        .budget(Budget.ofTrials(60))
                        .runsFolder(folder)
                        .build())
                .folder());
        assertThat(run.trials()).anyMatch(trial -> trial.outcome() instanceof Outcome.Stopped);
        List<List<TrialReport>> again = byArchitecture(run).values().stream()
                .filter(trials -> trials.size() > 1)
                .toList();
        assertThat(again)
                .isNotEmpty()
                .allSatisfy(trials -> assertThat(trials).allMatch(trial -> trial.outcome() instanceof Outcome.Scored));
    }

    @Test
    void evaluatorsThatDoNotDependOnTheSeedAreAskedOnceForEachArchitecture() throws Exception {
        RunHistory run = RunHistory.read(nas.run(experiment(new Measuring((model, context) -> value(model)))
                        .budget(Budget.ofTrials(40))
                        .runsFolder(folder)
                        .build())
                .folder());
        assertThat(byArchitecture(run)).hasSize(40);
        assertThat(run.header().settings()).containsOnlyKeys("duplicates");
        assertThat(run.best().orElseThrow().repeats()).isEmpty();
    }

    @Test
    void anotherShareIsAnotherExperiment() throws Exception {
        Path first = nas.run(trials(12).build()).folder();
        assertThat(RunHistory.read(first).header().settings()).containsEntry("reevaluate", "0.3");
        assertThat(nas.run(trials(14).reevaluate(0.2).build()).folder()).isNotEqualTo(first);
    }

    @Test
    void severalObjectivesAreRefusedInOneSentence() {
        ExperimentBuilder builder =
                trials(10).objectives(List.of(Objective.maximize(METRIC), Objective.minimize("cost")));
        assertThatThrownBy(builder::build)
                .isInstanceOf(ExperimentException.class)
                .hasMessageStartingWith(
                        "Contenders are evaluated again (reevaluate: 0.3) in a search after one objective only");
        assertThatThrownBy(() -> trials(10).reevaluate(0.95))
                .hasMessage("The share of the trials that evaluate a contender again (0.95) must be from 0 to 0.9.");
    }
}
