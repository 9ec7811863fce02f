package io.lanista.runtime.experiment;

import io.lanista.api.oneshot.OneShotRun;
import io.lanista.runtime.execute.TrialExecutor;
import io.lanista.runtime.journal.Journal;
import io.lanista.runtime.journal.JournalRecord;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a driver is made of.
 *
 * @param info what the run is
 * @param header what the journal begins with if it is new
 * @param plugins what the run uses, and used before
 * @param journal open, not yet replayed
 * @param history the search, as it is before the first question
 * @param admission what becomes of candidates
 * @param limits when it is over
 * @param files the trials' files
 * @param inbox what other threads tell
 * @param executors opens where trials run; again if one has to be given up
 * @param listeners who watches
 * @param stopwatch how long it has run
 * @param seeds where randomness comes from
 * @param oneShot the training of a supernet, if it has not ended yet
 */
record DriverParts(
        RunInfo info,
        JournalRecord.Header header,
        UsedPlugins plugins,
        Journal journal,
        SearchHistory history,
        Admission admission,
        Limits limits,
        TrialFiles files,
        Inbox inbox,
        Supplier<TrialExecutor> executors,
        Listeners listeners,
        Stopwatch stopwatch,
        Seeds seeds,
        Optional<OneShotRun> oneShot) {
    /** Enters what follows from the journal itself, so that nothing is lost if it isn't on the disk yet. */
    void record(JournalRecord record) {
        journal.append(record);
        history.apply(record);
    }
}
