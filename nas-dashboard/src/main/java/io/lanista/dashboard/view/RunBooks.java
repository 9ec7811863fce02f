package io.lanista.dashboard.view;

import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.DataDescription;
import io.lanista.runtime.journal.JournalLine;
import io.lanista.runtime.journal.JournalRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What the lines of a journal come to, as rows and columns. For use by one thread. */
final class RunBooks {
    /**
     * An epoch of a supernet's training.
     *
     * @param change the offset in the journal up to which was read when this was new
     */
    record EpochRow(JournalRecord.Epoch epoch, long at, long change) {}

    /**
     * What one process did for the run.
     *
     * @param from in milliseconds since the run began
     * @param to when its last line was written
     */
    record Session(long from, long to, int parallelism) {}

    private final JournalRecord.Header header;
    private final Instant begun;
    private final DecisionColumns decisions;
    private final MetricColumns metrics;
    private final List<TrialRow> trials = new ArrayList<>();
    private final List<EpochRow> epochs = new ArrayList<>();
    private final List<Session> sessions = new ArrayList<>();
    private Duration elapsed = Duration.ZERO;
    private Instant last;
    private String ending = "";
    private Optional<DataDescription> data = Optional.empty();
    private OptionalInt budget;
    private final Map<TrialRow.State, Long> counts = new EnumMap<>(TrialRow.State.class);

    /**
     * @param first the header's line
     * @param decisions what is known of the space; more is learnt from trials
     */
    RunBooks(JournalLine first, DecisionColumns decisions) {
        this.header = (JournalRecord.Header) first.record();
        this.begun = first.at();
        this.last = first.at();
        this.budget = header.trials();
        this.decisions = decisions;
        this.metrics = new MetricColumns(header.objectives().stream()
                .map(objective -> objective.metric())
                .toList());
        sessions.add(new Session(0, 0, header.parallelism()));
    }

    /**
     * Enters what happened.
     *
     * @param change the offset in the journal up to which is read
     */
    void enter(JournalLine line, long change) {
        JournalRecord record = line.record();
        long at = Duration.between(begun, line.at()).toMillis();
        ending = "";
        if (record instanceof JournalRecord.Resumed resumed) {
            sessions.add(new Session(at, at, resumed.parallelism()));
            budget = resumed.trials();
        } else {
            elapsed = elapsed.plus(Duration.between(last, line.at()));
            Session session = sessions.get(sessions.size() - 1);
            sessions.set(sessions.size() - 1, new Session(session.from(), at, session.parallelism()));
        }
        last = line.at();
        if (record instanceof JournalRecord.Asked asked && asked.answer() instanceof Answer.Try candidate) {
            asked(asked.trial(), candidate, at, change);
        } else if (record instanceof JournalRecord.Reported reported) {
            TrialRow row = trials.get(reported.trial());
            row.lastStep = reported.step();
            row.reports.add(new TrialRow.Report(reported.step(), metrics.encode(reported.metrics()), change));
            row.change = change;
        } else if (record instanceof JournalRecord.Ended ended) {
            ended(trials.get(ended.trial()), ended, at, change);
        } else if (record instanceof JournalRecord.Rejected rejected) {
            TrialRow row = trials.get(rejected.trial());
            settle(row, TrialRow.State.REJECTED);
            row.ended = at;
            row.reason = rejected.reason();
            row.change = change;
        } else if (record instanceof JournalRecord.Epoch epoch) {
            epochs.removeIf(row -> row.epoch().epoch() >= epoch.epoch()); // A run that can't go on began anew.
            epochs.add(new EpochRow(epoch, at, change));
        } else if (record instanceof JournalRecord.Described described) {
            data = Optional.of(described.data());
        } else if (record instanceof JournalRecord.Closed closed) {
            ending = closed.reason();
        }
    }

    private void asked(int number, Answer.Try candidate, long at, long change) {
        TrialRow row = new TrialRow(number, decisions.encode(candidate.choices()), at);
        row.steps = candidate.steps().orElse(-1);
        row.continues = candidate.continues().orElse(-1);
        row.change = change;
        trials.add(row);
        counts.merge(TrialRow.State.OPEN, 1L, Long::sum);
    }

    private void settle(TrialRow row, TrialRow.State state) {
        counts.merge(row.state, -1L, Long::sum);
        counts.merge(state, 1L, Long::sum);
        row.state = state;
    }

    private void ended(TrialRow row, JournalRecord.Ended ended, long at, long change) {
        Outcome outcome = ended.outcome();
        row.ended = at;
        row.seconds = ended.seconds();
        row.reused = ended.reused().orElse(-1);
        row.log = ended.log();
        row.metrics = metrics.encode(outcome.metrics());
        row.change = change;
        if (outcome instanceof Outcome.Scored) {
            settle(row, TrialRow.State.SCORED);
        } else if (outcome instanceof Outcome.Stopped stopped) {
            settle(row, TrialRow.State.STOPPED);
            row.lastStep = stopped.step();
        } else if (outcome instanceof Outcome.Failed failed) {
            settle(row, TrialRow.State.FAILED);
            row.reason = failed.reason();
        }
    }

    JournalRecord.Header header() {
        return header;
    }

    Instant begun() {
        return begun;
    }

    /** When the last line was written. */
    Instant last() {
        return last;
    }

    /** How long all sessions took together. */
    Duration elapsed() {
        return elapsed;
    }

    /** Why the last session ended, in the journal's word; empty if it has not ended in good order. */
    String ending() {
        return ending;
    }

    /** What was found in the data, if there are any. */
    Optional<DataDescription> data() {
        return data;
    }

    /** The budget of trials, if there is one: the last session's. */
    OptionalInt trialBudget() {
        return budget;
    }

    /** How many trials are in this state. */
    long count(TrialRow.State state) {
        return counts.getOrDefault(state, 0L);
    }

    /** How many trials were run and have ended. */
    long finished() {
        return count(TrialRow.State.SCORED) + count(TrialRow.State.STOPPED) + count(TrialRow.State.FAILED);
    }

    DecisionColumns decisions() {
        return decisions;
    }

    MetricColumns metrics() {
        return metrics;
    }

    /** The trials by their numbers, which have no gaps. */
    List<TrialRow> trials() {
        return trials;
    }

    /** The trial with this number, if there is one. */
    @Nullable TrialRow find(int number) {
        return number >= 0 && number < trials.size() ? trials.get(number) : null;
    }

    List<EpochRow> epochs() {
        return epochs;
    }

    List<Session> sessions() {
        return sessions;
    }
}
