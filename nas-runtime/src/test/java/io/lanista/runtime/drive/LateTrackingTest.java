package io.lanista.runtime.drive;

import static io.lanista.runtime.drive.Fixtures.experiment;
import static io.lanista.runtime.drive.Fixtures.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.experiment.PluginChoice;
import io.lanista.runtime.feed.JournalFeed;
import io.lanista.runtime.feed.JournalReceiver;
import io.lanista.runtime.journal.JournalLine;
import io.lanista.runtime.journal.JournalRecord;
import io.lanista.runtime.runs.RunFolder;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunListenerProvider;
import io.lanista.runtime.watch.RunListenerRequest;
import io.lanista.runtime.watch.RunResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        private boolean away;
        private boolean closed;

        @Override
        public void take(JournalLine line) {
            taken.add(line.record());
        }

        @Override
        public void deliver() throws IOException {
            if (away) {
                throw new IOException("The board can't be reached.");
            }
        }

        @Override
        public void finish(RunResult result) {
            results.add(result);
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
