package io.lanista.runtime.runs;

import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.journal.JournalLine;
import io.lanista.runtime.journal.JournalRecord;
import io.lanista.runtime.journal.JournalTail;
import io.lanista.runtime.watch.BestTrial;
import io.lanista.runtime.watch.SupernetExport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Follows the journal of a run, also of one that still runs, and keeps its books: what is best, what a supernet exported. It only
 * reads, and never touches the journal's lock. For use by one thread.
 */
public final class RunFollower {
    private final JournalTail tail;
    private Ledger ledger = new Ledger(List.of());

    private RunFollower(Path journal) {
        this.tail = new JournalTail(journal);
    }

    /**
     * Begins at the beginning of a run's journal.
     *
     * @throws ExperimentException if the folder holds no run
     */
    public static RunFollower of(RunFolder run) {
        if (!Files.isRegularFile(run.journal())) {
            throw new ExperimentException(
                    "The folder (" + run.path()
                            + ") holds no run: there is no journal.jsonl in it. Maybe name the folder of a run, in which it lies.");
        }
        return new RunFollower(run.journal());
    }

    /**
     * The lines that were written since the last call; empty if there are no more for now.
     *
     * @throws io.lanista.runtime.journal.JournalException if the next line is damaged
     */
    public List<JournalLine> next() {
        List<JournalLine> lines = tail.next();
        for (JournalLine line : lines) {
            if (line.record() instanceof JournalRecord.Header header) {
                ledger = new Ledger(header.objectives());
            }
            ledger.enter(line.record());
        }
        return lines;
    }

    /** Whether the last call of {@link #next} began at the beginning again, since the journal was repaired. */
    public boolean isAfresh() {
        return tail.isAfresh();
    }

    /** How many bytes of the journal were read. */
    public long offset() {
        return tail.offset();
    }

    /** The best trial so far. */
    public Optional<BestTrial> best() {
        return ledger.best();
    }

    /** What a supernet exported last. */
    public Optional<SupernetExport> export() {
        return ledger.export();
    }
}
