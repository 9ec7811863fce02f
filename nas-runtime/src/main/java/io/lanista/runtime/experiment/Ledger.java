package io.lanista.runtime.experiment;

import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Metrics;
import io.lanista.runtime.journal.JournalRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps the books of an experiment: a pure function of the journal's records. Confined to the driver's thread. */
final class Ledger {
    private final Map<Integer, Trial> trials = new TreeMap<>();
    private final Map<Integer, Metrics> tests = new HashMap<>();
    private int next;
    private int charged;
    private int scored;
    private int stopped;
    private int failed;
    private int rejected;
    private int rejectsInARow;
    private int failuresInARow;
    private String firstFailure = "";
    private String lastReject = "";
    private boolean waiting;
    private boolean done;
    private @Nullable Trial best;
    private JournalRecord.@Nullable Epoch lastEpoch;
    private JournalRecord.@Nullable Exported exported;
    private final List<String> notes = new ArrayList<>();

    /** Enters what happened. */
    void enter(JournalRecord record) {
        if (record instanceof JournalRecord.Asked asked) {
            asked(asked);
        } else if (record instanceof JournalRecord.Rejected reject) {
            trial(reject.trial()).rejected = true;
            charged--;
            rejected++;
            rejectsInARow++;
            lastReject = reject.reason();
            waiting = false;
        } else if (record instanceof JournalRecord.Ended ended) {
            ended(trial(ended.trial()), ended);
        } else if (record instanceof JournalRecord.Epoch epoch) {
            lastEpoch = epoch;
            notes.addAll(epoch.notes());
        } else if (record instanceof JournalRecord.Exported export) {
            exported = export;
            notes.addAll(export.notes());
        } else if (record instanceof JournalRecord.Tested tested) {
            tests.put(tested.trial(), tested.metrics());
        } else if (record instanceof JournalRecord.Resumed) {
            failuresInARow = 0; // Whoever continues a run has done something about it.
            rejectsInARow = 0;
        }
    }

    private void asked(JournalRecord.Asked asked) {
        if (asked.answer() instanceof Answer.Try candidate) {
            trials.put(asked.trial(), new Trial(asked.trial(), candidate));
            next = asked.trial() + 1;
            charged++;
        } else {
            waiting = true;
            done = asked.answer() == Answer.DONE;
        }
    }

    private void ended(Trial trial, JournalRecord.Ended ended) {
        trial.outcome = ended.outcome();
        trial.seconds = ended.seconds();
        waiting = false;
        rejectsInARow = 0;
        if (ended.outcome() instanceof Outcome.Failed failure) {
            failed++;
            firstFailure = failuresInARow == 0 ? failure.reason() : firstFailure;
            failuresInARow++;
            return;
        }
        failuresInARow = 0;
        if (ended.outcome() instanceof Outcome.Scored outcome) {
            scored++;
            if (best == null
                    || !(best.outcome instanceof Outcome.Scored so)
                    || outcome.score().isBetterThan(so.score())) {
                best = trial;
            }
        } else {
            stopped++;
        }
    }

    Trial trial(int number) {
        Trial trial = trials.get(number);
        if (trial == null) {
            throw new ExperimentException("The journal speaks of the trial (" + number + "), which it never began."
                    + " Maybe 'nas journal check' says more.");
        }
        return trial;
    }

    /** How many epochs a supernet was trained. */
    int epochs() {
        return lastEpoch == null ? 0 : lastEpoch.epoch();
    }

    /** What a one-shot trainer exported, the last time that it did. */
    Optional<SupernetExport> export() {
        return exported == null
                ? Optional.empty()
                : Optional.of(SupernetExport.of(exported, Optional.ofNullable(lastEpoch), notes));
    }

    /** All trials, also those that were refused, by number. */
    Collection<Trial> all() {
        return trials.values();
    }

    /** The trials that have not ended, by number. */
    List<Trial> open() {
        return trials.values().stream().filter(Trial::isOpen).toList();
    }

    /** The number of the next question. */
    int next() {
        return next;
    }

    /** How many trials were begun and not refused: what a budget of trials counts. */
    int charged() {
        return charged;
    }

    int scored() {
        return scored;
    }

    int stopped() {
        return stopped;
    }

    int failed() {
        return failed;
    }

    int rejected() {
        return rejected;
    }

    int rejectsInARow() {
        return rejectsInARow;
    }

    String lastReject() {
        return lastReject;
    }

    int failuresInARow() {
        return failuresInARow;
    }

    String firstFailure() {
        return firstFailure;
    }

    /** Whether the strategy wants to hear of a trial's end before it is asked again. */
    boolean isWaiting() {
        return waiting;
    }

    boolean isDone() {
        return done;
    }

    @Nullable Trial bestTrial() {
        return best;
    }

    Optional<Metrics> test(int trial) {
        return Optional.ofNullable(tests.get(trial));
    }

    Optional<BestTrial> best() {
        if (best == null || !(best.outcome instanceof Outcome.Scored outcome)) {
            return Optional.empty();
        }
        Optional<Metrics> test =
                test(best.number).filter(metrics -> !metrics.values().isEmpty());
        return Optional.of(
                new BestTrial(best.number, outcome.score(), outcome.metrics(), best.candidate.choices(), test));
    }
}
