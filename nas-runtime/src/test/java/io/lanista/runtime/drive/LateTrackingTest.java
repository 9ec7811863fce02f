package io.lanista.runtime.drive;

import static io.lanista.runtime.drive.Fixtures.experiment;
import static io.lanista.runtime.drive.Fixtures.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.runtime.execute.HostThreads;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.experiment.PluginChoice;
import io.lanista.runtime.feed.JournalFeed;
import io.lanista.runtime.feed.JournalReceiver;
import io.lanista.runtime.journal.JournalLine;
import io.lanista.runtime.journal.JournalRecord;
import io.lanista.runtime.plugin.PluginHost;
import io.lanista.runtime.plugin.PluginKinds;
import io.lanista.runtime.runs.RunFolder;
import io.lanista.runtime.runs.RunSignals;
import io.lanista.runtime.watch.RunFailure;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunListenerProvider;
import io.lanista.runtime.watch.RunListenerRequest;
import io.lanista.runtime.watch.RunProducts;
import io.lanista.runtime.watch.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Runs that nobody followed, brought to a tracker when they are over. */
class LateTrackingTest extends HostedTest {
    private record Provider(Function<RunListenerRequest, RunListener> made) implements RunListenerProvider {
        @Override
        public String name() {
            return "board";
        }

        @Override
        public RunListener open(RunListenerRequest request) {
            return made.apply(request);
        }
    }

    /** A place that may be out of reach. */
    private static final class Board implements JournalReceiver {
        private final List<JournalRecord> taken = new ArrayList<>();
        private final List<RunResult> results = new ArrayList<>();
        private final List<RunFailure> failures = new ArrayList<>();
        private boolean away;
        private int refusals;
        private boolean closed;

        @Override
        public void take(JournalLine line) {
            taken.add(line.record());
        }

        @Override
        public void deliver() throws IOException {
            if (refusals > 0) {
                refusals--;
                throw new IOException("The board takes no blue.");
            }
            if (away) {
                throw new IOException("The board can't be reached.");
            }
        }

        @Override
        public void finish(RunResult result) {
            results.add(result);
        }

        @Override
        public void fail(RunFailure failure) {
            failures.add(failure);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private RunResult ended() throws InterruptedException {
        return nas.run(experiment(new Fixtures.Measuring((model, context) -> value(model)))
                .budget(Budget.ofTrials(3))
                .runsFolder(folder)
                .build());
    }

    private static PluginChoice<RunListenerProvider> choice(Function<RunListenerRequest, RunListener> made) {
        return PluginChoice.given("board", new Provider(made), Map.of());
    }

    private static PluginChoice<RunListenerProvider> to(Board board) {
        return choice(request -> new JournalFeed("board", new RunFolder(request.folder()), board));
    }

    @Test
    void allOfTheJournalIsBroughtAndHowTheRunEnded() throws Exception {
        RunResult run = ended();
        Board board = new Board();

        nas.track(run.folder(), to(board));

        assertThat(board.taken)
                .filteredOn(JournalRecord.Ended.class::isInstance)
                .hasSize(3);
        assertThat(board.taken.get(board.taken.size() - 1)).isInstanceOf(JournalRecord.Closed.class);
        RunResult told = board.results.get(0);
        assertThat(told.reason().kind()).isEqualTo(run.reason().kind());
        assertThat(told.best()).isEqualTo(run.best());
        assertThat(told.completed()).isEqualTo(3);
        assertThat(board.closed).isTrue();
    }

    @Test
    void aPlaceThatIsOutOfReachIsTold() throws Exception {
        RunResult run = ended();
        Board board = new Board();
        board.away = true;

        assertThatThrownBy(() -> nas.track(run.folder(), to(board)))
                .isInstanceOf(ExperimentException.class)
                .hasMessage("The board can't be reached. Not all of the journal was brought there.");
        assertThat(board.closed).isTrue();
    }

    @Test
    void afterALineThatIsRefusedAllElseIsBrought() throws Exception {
        RunResult run = ended();
        Board board = new Board();
        board.refusals = 1;

        assertThatThrownBy(() -> nas.track(run.folder(), to(board)))
                .isInstanceOf(ExperimentException.class)
                .hasMessage("The board takes no blue. All else was brought there.");
        assertThat(board.taken.get(board.taken.size() - 1)).isInstanceOf(JournalRecord.Closed.class);
        assertThat(board.results).hasSize(1);
    }

    @Test
    void whoSaysSomethingElseEachTimeIsNotAskedForEver() throws Exception {
        RunResult run = ended();
        AtomicInteger asked = new AtomicInteger();
        JournalReceiver moody = new JournalReceiver() {
            @Override
            public void take(JournalLine line) {}

            @Override
            public void deliver() throws IOException {
                throw new IOException("Request " + asked.incrementAndGet() + " failed.");
            }
        };

        assertThatThrownBy(() -> nas.track(
                        run.folder(),
                        choice(request -> new JournalFeed("moody", new RunFolder(request.folder()), moody))))
                .hasMessageMatching("Request \\d failed. Not all of the journal was brought there.");
        assertThat(asked.get()).isLessThan(5);
    }

    @Test
    void aRunThatWasInterruptedCountsAsFailed() throws Exception {
        RunResult run = ended();
        Path journal = run.folder().resolve("journal.jsonl");
        List<String> lines = Files.readAllLines(journal);
        Files.write(journal, lines.subList(0, lines.size() - 1)); // Its end was never written.
        Board board = new Board();

        nas.track(run.folder(), to(board));

        assertThat(board.results).isEmpty();
        assertThat(board.failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure.message()).isEqualTo("Its last session was interrupted."));
    }

    @Test
    void aRunInProgressIsLeftToItsOwnTrackers() throws Exception {
        RunResult run = ended();
        RunSignals.of(run.folder()).beat(RunSignals.Life.RUNNING);

        assertThatThrownBy(() -> nas.track(run.folder(), to(new Board())))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("is in progress");
    }

    @Test
    void oneTrackerThatCannotBeBroughtAnythingCostsTheOthersNothing() throws Exception {
        RunResult run = ended();
        Board away = new Board();
        away.away = true;
        Board there = new Board();
        RunListener hearing = new RunListener() {};

        try (PluginHost host = PluginHost.builder(PluginKinds.all()).start()) {
            LateTracking tracking = new LateTracking(host, HostThreads.PLAIN);
            RunFolder folderOfRun = new RunFolder(run.folder());
            assertThat(tracking.bring(
                            folderOfRun, List.of(choice(request -> hearing), to(there)), folder, Nothing.MADE))
                    .containsExactly("board");
            assertThatThrownBy(() -> tracking.bring(folderOfRun, List.of(to(away), to(there)), folder, Nothing.MADE))
                    .hasMessage("The board can't be reached. Not all of the journal was brought there."
                            + " The run was brought to board.");
            assertThatThrownBy(() -> tracking.bring(
                            folderOfRun,
                            List.of(PluginChoice.named("gone", Map.of()), to(there)),
                            folder,
                            Nothing.MADE))
                    .hasMessageContainingAll("gone", "The run was brought to board.");
        }
        assertThat(there.results).hasSize(3);
    }

    /** What nobody asks for. */
    private enum Nothing implements RunProducts {
        MADE;

        @Override
        public void export(Path to) {
            throw new AssertionError();
        }

        @Override
        public boolean report(Path file) {
            throw new AssertionError();
        }
    }

    @Test
    void whatFollowsNoJournalIsRefused() throws Exception {
        RunResult run = ended();
        RunListener hearing = new RunListener() {};

        assertThatThrownBy(() -> nas.track(run.folder(), choice(request -> hearing)))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("(board) is told what happens while it happens");
    }

    @Test
    void aRunOfAProgramHasNoFileThatNamesTrackers() throws Exception {
        RunResult run = ended();

        assertThatThrownBy(() -> nas.track(run.folder()))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("was described by a program");
    }
}
