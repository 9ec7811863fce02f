package io.lanista.runtime.drive;

import static io.lanista.runtime.drive.Fixtures.experiment;
import static io.lanista.runtime.drive.Fixtures.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.option.Option;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Metrics;
import io.lanista.runtime.drive.Fixtures.Measuring;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.CannotContinueException;
import io.lanista.runtime.experiment.Continuation;
import io.lanista.runtime.experiment.DuplicatePolicy;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.journal.JournalContents;
import io.lanista.runtime.journal.JournalLine;
import io.lanista.runtime.journal.JournalReader;
import io.lanista.runtime.journal.JournalRecord;
import io.lanista.runtime.runs.PastTrials;
import io.lanista.runtime.runs.RunFolder;
import io.lanista.runtime.watch.RunHandle;
import io.lanista.runtime.watch.RunResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
class ResumeTest extends HostedTest {
    private static final Measuring PLAIN = new Measuring((model, context) -> value(model));

    /** As good, with an option that is a table. */
    private static final Evaluator TABLE = new Evaluator() {
        @Override
        public String name() {
            return "table";
        }

        @Override
        public List<Option<?>> options() {
            return List.of(Option.table("table", "Anything."));
        }

        @Override
        public Evaluation open(EvaluationRequest request) {
            return PLAIN.open(request);
        }
    };

    private ExperimentBuilder trials(int trials) {
        return experiment(PLAIN).budget(Budget.ofTrials(trials)).runsFolder(folder);
    }

    /** What a journal says about the search, without times and sessions. */
    static List<JournalRecord> history(Path run) {
        return JournalReader.read(run.resolve("journal.jsonl")).map(JournalContents::lines).orElse(List.of()).stream()
                .map(JournalLine::record)
                .filter(record -> !(record instanceof JournalRecord.Header
                        || record instanceof JournalRecord.Resumed
                        || record instanceof JournalRecord.Closed))
                .map(record -> record instanceof JournalRecord.Ended ended
                        ? new JournalRecord.Ended(ended.trial(), ended.outcome(), 0, ended.reused(), ended.log())
                        : record)
                .toList();
    }

    @Test
    void continuesAtEveryCutOfTheJournalAsIfNothingHadHappened() throws Exception {
        Path whole = nas.run(trials(6).build()).folder();
        List<JournalRecord> expected = history(whole);
        byte[] journal = Files.readAllBytes(whole.resolve("journal.jsonl"));
        Path cut = Files.createDirectory(folder.resolve("cut"));
        for (int length = 0; length < journal.length; length += 1 + journal.length / 97) {
            Files.write(cut.resolve("journal.jsonl"), java.util.Arrays.copyOf(journal, length));

            nas.run(trials(6).runFolder(cut).build());

            assertThat(history(cut)).as("cut after %d bytes", length).isEqualTo(expected);
        }
    }

    @Test
    void continuesWithARaisedBudgetAndElseBeginsANewRun() throws Exception {
        assertThat(nas.run(trials(3).build()).folder()).endsWith(Path.of("test-1"));
        RunResult raised = nas.run(trials(5).build());
        assertThat(raised.folder()).endsWith(Path.of("test-1"));
        assertThat(raised.completed()).isEqualTo(5);
        assertThat(nas.run(trials(5).build()).folder()).endsWith(Path.of("test-2"));
        assertThat(nas.run(trials(9).seed(1).build()).folder()).endsWith(Path.of("test-3"));
    }

    @ParameterizedTest
    @CsvSource({"2, inline", "4, inline", "2, forked", "4, forked"})
    void givesTheSameAnswersForTheRecordedOrderOfEndings(int parallelism, String executor) throws Exception {
        ExperimentBuilder builder = experiment(PLAIN)
                .evaluator("misbehaving", Map.of("how", "fine"))
                .executor(executor, Map.of())
                .parallelism(parallelism)
                .runsFolder(folder);
        Path run = nas.run(builder.budget(Budget.ofTrials(24)).build()).folder();
        List<JournalRecord> before = history(run);

        // Going on asks the strategy all that it was asked, tells it all that it was told, and fails at the first other
        // answer.
        nas.run(builder.budget(Budget.ofTrials(25)).build());

        assertThat(history(run))
                .startsWith(before.toArray(JournalRecord[]::new))
                .hasSizeGreaterThan(before.size());
    }

    /** Outcomes that come in together are written together; those that follow from them come after all of them, then and on replay. */
    @Test
    void reusedOutcomesAreToldInTheOrderOfTheJournal() throws Exception {
        ExperimentBuilder builder = experiment(PLAIN)
                .space(Fixtures.space(3))
                .duplicates(DuplicatePolicy.REUSE)
                .parallelism(6)
                .runsFolder(folder);
        Path run = nas.run(builder.budget(Budget.ofTrials(60)).build()).folder();
        assertThat(history(run))
                .anyMatch(record -> record instanceof JournalRecord.Ended ended
                        && ended.reused().isPresent());

        assertThat(nas.run(builder.budget(Budget.ofTrials(61)).build()).folder())
                .isEqualTo(run);
    }

    @Test
    void takesUpATrialWhereItsReportsEnded() throws Exception {
        List<Integer> steps = new ArrayList<>();
        AtomicInteger attempts = new AtomicInteger();
        ExperimentBuilder builder = experiment(new Measuring((model, context) -> {
                    int attempt = attempts.getAndIncrement();
                    for (int step = 1; step <= 4; step++) {
                        context.report(step, Metrics.of(Fixtures.METRIC, step));
                        steps.add(step);
                        while (attempt == 0 && step == 2) {
                            Thread.sleep(1);
                            context.checkCancelled();
                        }
                    }
                    return value(model);
                }))
                .budget(Budget.ofTrials(1))
                .runsFolder(folder);
        try (RunHandle run = nas.start(builder.build())) {
            while (steps.size() < 2) {
                Thread.sleep(1);
            }
            run.cancel();
            run.await();
        }

        RunResult result = nas.run(builder.build());

        assertThat(result.completed()).isEqualTo(1);
        assertThat(steps).containsExactly(1, 2, 1, 2, 3, 4);
        assertThat(history(result.folder()).stream().filter(JournalRecord.Reported.class::isInstance))
                .hasSize(4);
    }

    @Test
    void refusesToGoOnWithAnotherSpaceAndSaysWhatChanged() throws Exception {
        cancelEarly();

        assertThatThrownBy(() -> nas.run(trials(9).space(Fixtures.space(50)).build()))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("the decision (x) was (0..99), and is (0..49)")
                .hasMessageContaining("Continuation.EXTEND");
    }

    @Test
    void goesOnWhateverTheOrderOfAnOptionsTable() throws Exception {
        Map<String, Object> there = new LinkedHashMap<>();
        Map<String, Object> back = new LinkedHashMap<>();
        List<String> names = List.of("a", "b", "c");
        names.forEach(name -> there.put(name, List.of(1, 2)));
        names.stream().sorted(Comparator.reverseOrder()).forEach(name -> back.put(name, List.of(1, 2)));
        assertThat(nas.run(trials(3).evaluator(TABLE, Map.of("table", there)).build())
                        .folder())
                .endsWith(Path.of("test-1"));

        RunResult again =
                nas.run(trials(5).evaluator(TABLE, Map.of("table", back)).build());

        assertThat(again.folder()).endsWith(Path.of("test-1"));
        assertThat(again.completed()).isEqualTo(5);
    }

    @Test
    void extendsASpaceThatOnlyGrew() throws Exception {
        nas.run(trials(5).build());

        RunResult result = nas.run(trials(5)
                .space(Fixtures.space(200))
                .continuation(Continuation.EXTEND)
                .build());

        assertThat(result.folder()).endsWith(Path.of("test-2"));
        assertThatThrownBy(() -> nas.run(trials(5)
                        .space(Fixtures.space(2))
                        .continuation(Continuation.EXTEND)
                        .build()))
                .hasMessageContaining("did not only grow");
        assertThat(folder.resolve("test-3")).doesNotExist();
    }

    @Test
    void tellsAForkTheOldResults() throws Exception {
        nas.run(trials(5).build());
        List<JournalRecord> first = history(folder.resolve("test-1"));

        RunResult fork = nas.run(trials(5).continuation(Continuation.FORK).build());

        assertThat(fork.folder()).endsWith(Path.of("test-2"));
        assertThat(history(fork.folder()).get(0)).isNotEqualTo(first.get(0));
        assertThat(PastTrials.of(new RunFolder(fork.folder()))).hasSize(5);
    }

    @Test
    void noticesAStrategyThatAnswersDifferently() throws Exception {
        cancelEarly();
        Strategy other = new Strategy() {
            @Override
            public String name() {
                return "sensitive";
            }

            @Override
            public Search open(SearchRequest request) {
                return new Fixtures.SensitiveSearch(request) {
                    @Override
                    public Answer ask(Ask ask) {
                        ask.random().nextInt();
                        return super.ask(ask);
                    }
                };
            }
        };

        assertThatThrownBy(() -> nas.run(trials(9).strategy(other, Map.of()).build()))
                .isInstanceOf(CannotContinueException.class)
                .hasMessageContaining("was asked for the trial (0)")
                .hasMessageContaining("Continuation.FORK");
    }

    private void cancelEarly() throws InterruptedException {
        try (RunHandle run = nas.start(experiment(new Measuring((model, context) -> {
                    if (context.trial() == 3) {
                        while (true) {
                            Thread.sleep(1);
                            context.checkCancelled();
                        }
                    }
                    return value(model);
                }))
                .budget(Budget.ofTrials(9))
                .runsFolder(folder)
                .build())) {
            while (run.status().scored() < 3) {
                Thread.sleep(1);
            }
        }
    }
}
