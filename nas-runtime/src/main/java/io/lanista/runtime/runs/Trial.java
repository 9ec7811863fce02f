package io.lanista.runtime.runs;

import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.Scores;
import io.lanista.runtime.journal.JournalRecord;
import io.lanista.runtime.watch.TrialReport;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What a journal says of one trial so far. Only its {@link Ledger} changes it. */
public final class Trial {
    private final int number;
    private final Answer.Try candidate;
    private final List<Objective> objectives;
    private Trial first = this;
    private int lastStep;
    private Metrics lastMetrics = Metrics.NONE;
    private boolean refused;
    private JournalRecord.@Nullable Ended ended;

    Trial(int number, Answer.Try candidate, List<Objective> objectives) {
        this.number = number;
        this.candidate = candidate;
        this.objectives = objectives;
    }

    /** Its number, from 0. */
    public int number() {
        return number;
    }

    /** What the strategy proposed. */
    public Answer.Try candidate() {
        return candidate;
    }

    /** The first trial of the same choices, which stands for their architecture; this one, if none before it had them. */
    public Trial first() {
        return first;
    }

    /** The last step that it reported; 0 if none. */
    public int lastStep() {
        return lastStep;
    }

    /** What it reported last; none if nothing. */
    public Metrics lastMetrics() {
        return lastMetrics;
    }

    /** How it ends if it is stopped now: with what it reported last. */
    public Outcome.Stopped stopped() {
        return new Outcome.Stopped(lastStep, Scores.of(objectives, lastMetrics), lastMetrics);
    }

    /** How it ended; empty if it has not. */
    public Optional<Outcome> outcome() {
        return Optional.ofNullable(ended).map(JournalRecord.Ended::outcome);
    }

    /** Whether it still has to be run. */
    public boolean isOpen() {
        return ended == null && !refused;
    }

    /** Whether it was refused, so that it never has an outcome. */
    public boolean isRefused() {
        return refused;
    }

    /** Whether its outcome is that of an earlier trial. */
    boolean isReused() {
        return ended != null && ended.reused().isPresent();
    }

    /** What is told of it once it has ended. */
    public Optional<TrialReport> report() {
        return Optional.ofNullable(ended)
                .map(end -> new TrialReport(
                        number,
                        candidate.choices(),
                        candidate.steps(),
                        end.outcome(),
                        end.seconds(),
                        end.reused(),
                        end.log()));
    }

    void isLike(Trial first) {
        this.first = first;
    }

    void reported(JournalRecord.Reported report) {
        lastStep = report.step();
        lastMetrics = report.metrics();
    }

    void refused() {
        refused = true;
    }

    void ended(JournalRecord.Ended end) {
        ended = end;
    }

    void cutShort(double seconds) {
        ended = new JournalRecord.Ended(number, stopped(), seconds, OptionalInt.empty(), null);
    }

    void goesOn() {
        ended = null;
    }
}
