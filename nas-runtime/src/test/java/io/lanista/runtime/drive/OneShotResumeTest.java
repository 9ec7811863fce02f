package io.lanista.runtime.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.lanista.api.oneshot.OneShotProgress;
import io.lanista.api.oneshot.OneShotRequest;
import io.lanista.api.oneshot.OneShotRun;
import io.lanista.api.space.Choices;
import io.lanista.api.trial.TrialCancelledException;
import io.lanista.runtime.drive.Fixtures.Measuring;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.Continuation;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.journal.JournalRecord;
import io.lanista.runtime.runs.RunHistory;
import io.lanista.runtime.watch.EndReason;
import io.lanista.runtime.watch.RunHandle;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunResult;
import io.lanista.runtime.watch.RunStatus;
import io.lanista.runtime.watch.SupernetEpoch;
import io.lanista.runtime.watch.SupernetExport.Cut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One-shot runs that are interrupted, paused or out of time, and go on. */
@Tag("slow")
class OneShotResumeTest extends OneShotRuns {
    @Test
    void aCancelledTrainingExportsAndGoesOnLaterAsIfNothingHadHappened() throws Exception {
        RunResult cancelled = cancelledIn(3);
        assertThat(cancelled.reason().kind()).isEqualTo(EndReason.Kind.CANCELLED);
        assertThat(cancelled.best()).isEmpty();
        assertThat(cancelled.export()).hasValueSatisfying(export -> {
            assertThat(export.isFinal()).isFalse();
            assertThat(export.epoch()).isEqualTo(2);
            assertThat(Fixtures.space().validate(export.choices())).isEmpty();
        });

        RunResult later = nas.run(searchedBy(new NumberTrainer()).build());

        assertThat(later.folder()).isEqualTo(cancelled.folder());
        List<JournalRecord> withoutInterruption = history(later).stream()
                .filter(record -> !(record instanceof JournalRecord.Exported exported
                        && exported.cut() == JournalRecord.Cut.CANCELLED))
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
                OneShotRuns.copy(checkpoint, cut.resolve("supernet").resolve(checkpoint.getFileName()));
            }
            Files.createDirectories(cut);
            Files.write(cut.resolve("journal.jsonl"), Arrays.copyOf(journal, length));

            RunResult goneOn =
                    nas.run(searchedBy(new NumberTrainer()).runFolder(cut).build());

            assertThat(history(goneOn)).as("cut after %d bytes", length).isEqualTo(expected);
        }
    }

    /** Of a trainer whose run can't be saved. */
    private static final class Forgetful extends NumberTrainer {
        @Override
        public OneShotRun open(OneShotRequest request) {
            OneShotRun whole = super.open(request);
            return new OneShotRun() {
                @Override
                public void fit(OneShotProgress progress) {
                    whole.fit(progress);
                }

                @Override
                public Choices export() {
                    return whole.export();
                }
            };
        }
    }

    @Test
    void aTrainerThatCannotBeResumedTrainsAgainFromItsBeginningAndEndsAlike() throws Exception {
        RunResult undisturbed = nas.run(
                searchedBy(new Forgetful()).runFolder(folder.resolve("whole")).build());
        byte[] journal = Files.readAllBytes(undisturbed.folder().resolve("journal.jsonl"));
        for (int length = 0; length < journal.length; length += 1 + journal.length / 23) {
            Path cut = folder.resolve("cut-" + length);
            Files.createDirectories(cut);
            Files.write(cut.resolve("journal.jsonl"), Arrays.copyOf(journal, length));

            RunResult goneOn =
                    nas.run(searchedBy(new Forgetful()).runFolder(cut).build());

            assertThat(history(goneOn)).as("cut after %d bytes", length).isEqualTo(history(undisturbed));
        }
    }

    /** Copies of the checkpoints as a listener finds them. */
    private List<Path> checkpointsOfAllEpochs() throws Exception {
        Path kept = folder.resolve("kept");
        Path run = folder.resolve("watched");
        RunListener listener = new RunListener() {
            @Override
            public void epochEnded(SupernetEpoch epoch, RunStatus status) {
                try {
                    assertThat(run.resolve("supernet"))
                            .isDirectoryContaining(path -> path.endsWith("epoch-" + epoch.epoch()));
                    OneShotRuns.copy(run.resolve("supernet"), kept);
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
        assertThat(result.reason().isRegular()).isTrue();
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

    @Test
    void aLostCheckpointIsToldWithAWayOut() throws Exception {
        RunResult cancelled = cancelledIn(3);
        MoreFiles.deleteRecursively(cancelled.folder().resolve("supernet"), RecursiveDeleteOption.ALLOW_INSECURE);
        try (RunHandle run = nas.start(searchedBy(new NumberTrainer()).build())) {
            assertThatThrownBy(run::await)
                    .isInstanceOf(ExperimentException.class)
                    .hasMessageContaining("epoch-2")
                    .hasMessageContaining("Continuation.NEW");
        }
    }
}
