package io.lanista.runtime.experiment;

import static io.lanista.runtime.experiment.Fixtures.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Label;
import io.lanista.api.oneshot.OneShotProgress;
import io.lanista.api.oneshot.OneShotRequest;
import io.lanista.api.oneshot.OneShotRun;
import io.lanista.api.space.Choices;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.TrialCancelledException;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.Fixtures.Measuring;
import io.lanista.runtime.journal.JournalRecord;
import io.lanista.runtime.journal.JournalRecord.Cut;
import io.lanista.runtime.plugin.NoSuchProviderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneShotTest {
    private static final Objective OBJECTIVE = Objective.maximize(Fixtures.METRIC);
    private static final Measuring PLAIN = new Measuring((model, context) -> value(model));
    private static NasRuntime nas;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        nas = NasRuntime.builder().build();
    }

    @AfterAll
    static void stop() {
        nas.close();
    }

    private ExperimentBuilder searchedBy(NumberTrainer trainer) {
        return Fixtures.experiment(PLAIN).trainer(trainer, Map.of()).runsFolder(folder);
    }

    private static List<JournalRecord> history(RunResult result) {
        return ResumeTest.history(result.folder());
    }

    /** A trainer that is ended by {@link RunHandle#cancel} in an epoch, at a batch of its own. */
    private static final class Waiting extends NumberTrainer {
        private final int in;
        private final CountDownLatch reached = new CountDownLatch(1);

        Waiting(int in) {
            this.in = in;
        }

        @Override
        void batch(int epoch, OneShotProgress progress) {
            if (epoch == in) {
                reached.countDown();
                while (true) {
                    progress.checkCancelled();
                    Thread.onSpinWait();
                }
            }
            progress.checkCancelled();
        }
    }

    private RunResult cancelledIn(int epoch) throws InterruptedException {
        Waiting trainer = new Waiting(epoch);
        try (RunHandle run = nas.start(searchedBy(trainer).build())) {
            trainer.reached.await();
            run.cancel();
            return run.await();
        }
    }

    @Test
    void whatIsExportedIsTheOnlyTrial() throws Exception {
        RunResult result = nas.run(searchedBy(new NumberTrainer()).build());

        SupernetExport export = result.export().orElseThrow();
        BestTrial best = result.best().orElseThrow();
        assertThat(export.cut()).isEqualTo(Cut.NONE);
        assertThat(export.epoch()).isEqualTo(5);
        assertThat(best.choices()).isEqualTo(export.choices());
        assertThat(result.completed()).isEqualTo(1);
        assertThat(result.ending().kind()).isEqualTo(Ending.Kind.DONE);
        assertThat(best.test()).isPresent();
        assertThat(export.mixed(OBJECTIVE)).hasValue(40);
        assertThat(export.inherited(OBJECTIVE)).hasValue(30);
        assertThat(export.notes()).hasSize(6).endsWith("The end.");
        assertThat(result.folder().resolve("supernet")).doesNotExist();
    }

    @Test
    void theJournalHoldsBothPhases() throws Exception {
        RunResult result = nas.run(searchedBy(new NumberTrainer()).build());

        List<JournalRecord> history = history(result);
        assertThat(history.stream().map(record -> record.getClass().getSimpleName()))
                .containsExactly(
                        "Epoch", "Epoch", "Epoch", "Epoch", "Epoch", "Exported", "Asked", "Ended", "Asked", "Tested");
        JournalRecord.Epoch last = (JournalRecord.Epoch) history.get(4);
        assertThat(last.weights()).containsOnlyKeys("x");
        assertThat(last.weights().get("x").values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isEqualTo(1);
        assertThat(last.notes()).hasSize(1);
        RunHistory read = RunHistory.read(result.folder());
        assertThat(read.header().method()).isEqualTo(JournalRecord.Method.TRAINER);
        assertThat(read.epochs()).hasSize(5);
        assertThat(read.export()).isEqualTo(result.export());
    }

    @Test
    void listenersHearEpochsNotesAndTheExportInOrder() throws Exception {
        List<String> heard = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void started(RunInfo run, RunStatus status) {
                heard.add("started");
            }

            @Override
            public void epochEnded(JournalRecord.Epoch epoch, RunStatus status) {
                heard.add("epoch " + epoch.epoch());
            }

            @Override
            public void noted(String sentence) {
                heard.add("note");
            }

            @Override
            public void exported(SupernetExport export, RunStatus status) {
                heard.add("exported " + export.epoch());
            }

            @Override
            public void trialStarted(int trial, Choices choices) {
                heard.add("trial " + trial);
            }
        };
        Experiment experiment = searchedBy(new NumberTrainer())
                .trainer(new NumberTrainer(), Map.of("epochs", 2))
                .build();
        try (RunHandle run = nas.start(experiment, listener)) {
            run.await();
        }
        assertThat(heard)
                .containsExactly("started", "note", "epoch 1", "note", "epoch 2", "note", "exported 2", "trial 0");
    }

    @Test
    void aCancelledTrainingExportsAndGoesOnLaterAsIfNothingHadHappened() throws Exception {
        RunResult cancelled = cancelledIn(3);
        assertThat(cancelled.ending().kind()).isEqualTo(Ending.Kind.CANCELLED);
        assertThat(cancelled.best()).isEmpty();
        assertThat(cancelled.export()).hasValueSatisfying(export -> {
            assertThat(export.isFinal()).isFalse();
            assertThat(export.epoch()).isEqualTo(2);
            assertThat(Fixtures.space().validate(export.choices())).isEmpty();
        });

        RunResult later = nas.run(searchedBy(new NumberTrainer()).build());

        assertThat(later.folder()).isEqualTo(cancelled.folder());
        List<JournalRecord> withoutInterruption = history(later).stream()
                .filter(record ->
                        !(record instanceof JournalRecord.Exported exported && exported.cut() == Cut.CANCELLED))
                .toList();
        RunResult undisturbed = nas.run(
                searchedBy(new NumberTrainer()).continuation(Continuation.NEW).build());
        assertThat(withoutInterruption).isEqualTo(history(undisturbed));
        assertThat(later.best()).isEqualTo(undisturbed.best());
    }

    @Test
    void goesOnAtEveryCutOfTheJournal() throws Exception {
        RunResult whole = nas.run(searchedBy(new NumberTrainer()).build());
        List<JournalRecord> expected = history(whole);
        byte[] journal = Files.readAllBytes(whole.folder().resolve("journal.jsonl"));
        List<Path> checkpoints = checkpointsOfAllEpochs();
        for (int length = 0; length < journal.length; length += 1 + journal.length / 61) {
            Path cut = folder.resolve("cut-" + length);
            for (Path checkpoint : checkpoints) {
                RunFolder.copy(checkpoint, cut.resolve("supernet").resolve(checkpoint.getFileName()));
            }
            Files.createDirectories(cut);
            Files.write(cut.resolve("journal.jsonl"), Arrays.copyOf(journal, length));

            RunResult goneOn =
                    nas.run(searchedBy(new NumberTrainer()).runFolder(cut).build());

            assertThat(history(goneOn)).as("cut after %d bytes", length).isEqualTo(expected);
        }
    }

    /** Copies of the checkpoints as a listener finds them. */
    private List<Path> checkpointsOfAllEpochs() throws Exception {
        Path kept = folder.resolve("kept");
        Path run = folder.resolve("watched");
        RunListener listener = new RunListener() {
            @Override
            public void epochEnded(JournalRecord.Epoch epoch, RunStatus status) {
                try {
                    assertThat(run.resolve("supernet"))
                            .isDirectoryContaining(path -> path.endsWith("epoch-" + epoch.epoch()));
                    RunFolder.copy(run.resolve("supernet"), kept);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        try (RunHandle handle =
                nas.start(searchedBy(new NumberTrainer()).runFolder(run).build(), listener)) {
            handle.await();
        }
        try (var all = Files.list(kept)) {
            return all.toList();
        }
    }

    @Test
    void aRunWhoseTrainingWasOverIsNotTrainedAgain() throws Exception {
        Measuring failing = new Measuring((model, context) -> {
            throw new TrialCancelledException("as if the process had ended");
        });
        ExperimentBuilder builder = Fixtures.experiment(failing)
                .trainer(new NumberTrainer(), Map.of())
                .runFolder(folder.resolve("run"));
        nas.run(builder.build());
        byte[] journal = Files.readAllBytes(folder.resolve("run/journal.jsonl"));
        String text = new String(journal, java.nio.charset.StandardCharsets.UTF_8);
        int end = text.indexOf('\n', text.indexOf("\"type\":\"export\"")) + 1;
        Files.writeString(folder.resolve("run/journal.jsonl"), text.substring(0, end));
        NumberTrainer untouched = new NumberTrainer() {
            @Override
            public OneShotRun open(OneShotRequest request) {
                throw new IllegalStateException("opened again");
            }
        };

        RunResult result = nas.run(Fixtures.experiment(PLAIN)
                .trainer(untouched, Map.of())
                .evaluator(PLAIN, Map.of())
                .runFolder(folder.resolve("run"))
                .build());

        assertThat(result.best()).isPresent();
        assertThat(result.export().orElseThrow().epoch()).isEqualTo(5);
    }

    @Test
    void whenTheTimeIsOverTheBestSoFarIsExportedAndTried() throws Exception {
        RunResult result = nas.run(searchedBy(new Waiting(4))
                .budget(Budget.ofTime(Duration.ofMillis(700)))
                .build());

        assertThat(result.export().orElseThrow().cut()).isEqualTo(Cut.TIME);
        assertThat(result.export().orElseThrow().epoch()).isEqualTo(3);
        assertThat(result.best()).isPresent();
        assertThat(result.ending().isRegular()).isTrue();
    }

    @Test
    void aPausedTrainingWaitsUntilItIsResumed() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        NumberTrainer trainer = new NumberTrainer() {
            @Override
            void batch(int epoch, OneShotProgress progress) {
                if (epoch == 2) {
                    second.countDown();
                    await(go);
                }
                progress.checkCancelled();
            }
        };
        try (RunHandle run = nas.start(searchedBy(trainer).build())) {
            second.await();
            run.pause();
            go.countDown();
            assertThat(run.await(Duration.ofMillis(300))).isEmpty();
            assertThat(RunHistory.read(run.folder()).epochs()).hasSize(1);
            run.resume();
            assertThat(run.await().completed()).isEqualTo(1);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    // Mistakes.

    @Test
    void aTrainerThatIsNotThereIsToldWithThoseThatAre() {
        Experiment experiment =
                searchedBy(new NumberTrainer()).trainer("dartz", Map.of()).build();
        assertThatThrownBy(() -> nas.start(experiment))
                .isInstanceOf(NoSuchProviderException.class)
                .hasMessageContaining("No one-shot trainer 'dartz'");
    }

    @Test
    void budgetsThatASingleTrialCantSpendAreRefused() {
        assertRefused(searchedBy(new NumberTrainer()).budget(Budget.ofTrials(8)), "(8) trials");
        assertRefused(searchedBy(new NumberTrainer()).budget(Budget.UNLIMITED.withTarget(0.9)), "target (0.9)");
        assertRefused(searchedBy(new NumberTrainer()).continuation(Continuation.FORK), "--new");
    }

    private static void assertRefused(ExperimentBuilder builder, String message) {
        Experiment experiment = builder.build();
        assertThatThrownBy(() -> nas.start(experiment))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aTrainerWhoseBackendIsNotOfferedIsToldWhoseFaultThatIs() {
        NumberTrainer trainer = new NumberTrainer() {
            @Override
            public OneShotRun open(OneShotRequest request) {
                request.backend(String.class);
                return super.open(request);
            }
        };
        assertRefused(searchedBy(trainer), "'measuring' offers no String");
    }

    @Test
    void aTrainerThatThrowsIsNamed() throws Exception {
        NumberTrainer broken = new NumberTrainer() {
            @Override
            void batch(int epoch, OneShotProgress progress) {
                throw new IllegalStateException("divided by zero");
            }
        };
        assertFails(broken, TrainerFailedException.class, "numbers", "divided by zero");
    }

    @Test
    void aTrainerThatTellsAnEpochTwiceIsNamed() throws Exception {
        NumberTrainer repeating = new NumberTrainer() {
            @Override
            void batch(int epoch, OneShotProgress progress) {
                progress.epoch(1, 5, io.lanista.api.trial.Metrics.of(Map.of()));
            }
        };
        assertFails(repeating, TrainerFailedException.class, "epoch (1) after epoch (1)");
    }

    @Test
    void aTrainerThatEndsAsIfCancelledIsNamed() throws Exception {
        NumberTrainer moody = new NumberTrainer() {
            @Override
            void batch(int epoch, OneShotProgress progress) {
                throw new TrialCancelledException("no mood");
            }
        };
        assertFails(moody, TrainerFailedException.class, "nobody had asked it to");
    }

    private void assertFails(NumberTrainer trainer, Class<? extends Throwable> type, String... message) {
        try (RunHandle run = nas.start(searchedBy(trainer).build())) {
            assertThatThrownBy(run::await).isInstanceOf(type).hasMessageContainingAll(message);
        }
    }

    @Test
    void aLostCheckpointIsToldWithAWayOut() throws Exception {
        RunResult cancelled = cancelledIn(3);
        RunFolder.delete(cancelled.folder().resolve("supernet"));
        try (RunHandle run = nas.start(searchedBy(new NumberTrainer()).build())) {
            assertThatThrownBy(run::await)
                    .isInstanceOf(ExperimentException.class)
                    .hasMessageContaining("epoch-2")
                    .hasMessageContaining("--new");
        }
    }

    @Test
    void aRunOfAStrategyDoesNotGoOnWithATrainer() throws Exception {
        RunResult cancelled = cancelledIn(1);
        assertThat(cancelled.export().orElseThrow().epoch()).isZero();
        assertRefused(
                Fixtures.experiment(PLAIN).runsFolder(folder),
                "the trainer (numbers) searched, and now the strategy (sensitive) does");
    }

    @Test
    void theOrderOfEntriesInAnOptionIsNoDifferenceAndTheirValuesAre() throws Exception {
        Map<String, Object> table = new LinkedHashMap<>(Map.of("a", 1));
        table.put("b", List.of(Map.of("c", 2)));
        Map<String, Object> turned = new LinkedHashMap<>(Map.of("b", List.of(Map.of("c", 2))));
        turned.put("a", 1);
        Waiting trainer = new Waiting(2);
        try (RunHandle run = nas.start(
                searchedBy(trainer).trainer(trainer, Map.of("table", table)).build())) {
            trainer.reached.await();
            run.cancel();
            run.await();
        }
        turned.put("a", 2);
        assertRefused(
                searchedBy(trainer).trainer(new NumberTrainer(), Map.of("table", turned)), "trainer's option (table)");
        assertRefused(searchedBy(trainer).trainer(new NumberTrainer(), Map.of("table", turned)), "or begin a new run");
        turned.put("a", 1);
        RunResult result = nas.run(searchedBy(trainer)
                .trainer(new NumberTrainer(), Map.of("table", turned))
                .build());
        assertThat(result.export().orElseThrow().epoch()).isEqualTo(5);
    }

    @Test
    void aGivenArchitectureIsTheOnlyTrial() throws Exception {
        Choices choices = Choices.of(Map.of(Label.of("x"), 3, Label.of("y"), 4));
        RunResult result = nas.run(Fixtures.experiment(PLAIN)
                .architecture(choices)
                .runsFolder(folder)
                .build());
        assertThat(result.completed()).isEqualTo(1);
        assertThat(result.best()).hasValueSatisfying(best -> {
            assertThat(best.choices()).isEqualTo(choices);
            assertThat(best.score().value()).isEqualTo(3.004);
        });
        assertThat(result.export()).isEmpty();
    }

    @Test
    void choicesAreThoseOfTheSeed() throws Exception {
        RunResult one = nas.run(searchedBy(new NumberTrainer()).seed(1).build());
        RunResult two = nas.run(searchedBy(new NumberTrainer()).seed(2).build());
        assertThat(one.export().orElseThrow().choices().get(Label.of("x")))
                .isNotEqualTo(two.export().orElseThrow().choices().get(Label.of("x")));
    }
}
