package io.lanista.runtime.drive;

import io.lanista.api.strategy.Answer;
import io.lanista.api.trial.DataDescription;
import io.lanista.runtime.journal.Journal;
import io.lanista.runtime.journal.JournalLine;
import io.lanista.runtime.journal.JournalRecord;
import io.lanista.runtime.journal.JournalRecord.Header;
import io.lanista.runtime.runs.Ledger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A search and its journal. What happens goes into the journal first, and then to the strategy, the stopping rule and the books, in
 * the same order. Confined to the driver's thread.
 */
final class JournaledSearch {
    private final Journal journal;
    private final SearchHistory history;

    JournaledSearch(Journal journal, SearchHistory history) {
        this.journal = journal;
        this.history = history;
    }

    /**
     * Begins a new journal, or replays the one that is there.
     *
     * @param header what a new journal begins with
     * @param data what the evaluator found in its data, which a new journal says next
     * @param changes which plug-ins are others than before, in words
     * @param resumed how a later session begins
     * @param jars the bytes that are used from here on, if they are others than before
     */
    void begin(
            Header header,
            Optional<DataDescription> data,
            List<String> changes,
            JournalRecord.Resumed resumed,
            Optional<JournalRecord.Jars> jars) {
        List<JournalLine> past = journal.past();
        if (past.isEmpty()) {
            journal.append(header);
            data.ifPresent(found -> record(new JournalRecord.Described(found)));
        } else {
            Header then = (Header) past.get(0).record();
            new Replay(history, then, header, changes).run(past);
            record(resumed);
        }
        jars.ifPresent(this::record);
        journal.commit();
        journal.forgetPast();
    }

    Ledger ledger() {
        return history.ledger();
    }

    /** Whether the strategy or the rule wants this trial to end, which has not ended yet. */
    boolean isToStop(int trial) {
        return history.isToStop(trial);
    }

    /** Asks the strategy, and enters its answer. */
    Answer ask(int freeSlots) {
        int trial = ledger().next();
        Answer answer = history.ask(freeSlots);
        record(new JournalRecord.Asked(trial, freeSlots, answer));
        return answer;
    }

    /** Enters what follows from the journal itself, so that nothing is lost if it isn't on the disk yet. */
    void record(JournalRecord record) {
        journal.append(record);
        history.apply(record);
    }

    /** Enters the pauses that have ended, which count for no limit. */
    void recordPauses(TimeBudget time) {
        Duration paused = time.takePauses();
        if (!paused.isZero()) {
            record(new JournalRecord.Paused(paused.toNanos() / 1e9));
        }
    }

    /** Puts records into the journal, on the disk if one is an outcome; they are to be {@linkplain #apply applied} next, in this order. */
    void write(List<JournalRecord> records) {
        records.forEach(journal::append);
        if (records.stream().anyMatch(JournalRecord.Ended.class::isInstance)) {
            journal.commit();
        } else {
            journal.write();
        }
    }

    /** Takes over what was written. */
    void apply(JournalRecord record) {
        history.apply(record);
    }

    /** Hands what was recorded to the operating system, before something is done that a replay can't take back. */
    void write() {
        journal.write();
    }

    /** Brings what was recorded to the disk. */
    void commit() {
        journal.commit();
    }

    /** How long it pays to wait for more outcomes to commit at once. */
    Duration gatheringTime() {
        return journal.gatheringTime();
    }
}
