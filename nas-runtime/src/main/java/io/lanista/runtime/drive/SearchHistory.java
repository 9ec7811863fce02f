package io.lanista.runtime.drive;

import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Search.Verdict;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.Report;
import io.lanista.api.trial.Scores;
import io.lanista.base.random.Seeds;
import io.lanista.runtime.experiment.Stopping;
import io.lanista.runtime.journal.JournalRecord;
import io.lanista.runtime.runs.Ledger;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Brings the strategy, the stopping rule and the books to where the journal is, record by record. The same calls in the same
 * order are made when a record is new and when it is replayed, which is what makes a search resumable. Confined to the driver's
 * thread.
 */
final class SearchHistory {
    private final StrategyCalls strategy;
    private final Stopping.Rule stopping;
    private final Ledger ledger;
    private final List<Objective> objectives;
    private final Seeds seeds;
    private final IntPredicate again;
    private final Set<Integer> toStop = new HashSet<>();

    /**
     * At the beginning.
     *
     * @param again which trials look again at what was tried before; these always come to their end
     */
    SearchHistory(
            StrategyCalls strategy,
            Stopping.Rule stopping,
            Ledger ledger,
            List<Objective> objectives,
            Seeds seeds,
            IntPredicate again) {
        this.strategy = strategy;
        this.stopping = stopping;
        this.ledger = ledger;
        this.objectives = objectives;
        this.seeds = seeds;
        this.again = again;
    }

    Ledger ledger() {
        return ledger;
    }

    /** Whether the strategy or the rule wants this trial to end, which has not ended yet. */
    boolean isToStop(int trial) {
        return toStop.contains(trial);
    }

    /** Asks the strategy; the answer counts once its record was {@linkplain #apply applied}. */
    Answer ask(int freeSlots) {
        int trial = ledger.next();
        return strategy.ask(Ask.of(trial, freeSlots, seeds.forAsk(trial)));
    }

    /** Takes over what happened. */
    void apply(JournalRecord record) {
        ledger.enter(record);
        if (record instanceof JournalRecord.Rejected rejected) {
            strategy.reject(rejected.trial(), rejected.reason());
        } else if (record instanceof JournalRecord.Reported reported) {
            report(reported);
        } else if (record instanceof JournalRecord.Ended ended) {
            toStop.remove(ended.trial());
            if (!again.test(ended.trial())) {
                stopping.onOutcome(ended.trial(), ended.outcome());
            }
            strategy.tell(ended.trial(), ended.outcome());
        }
    }

    private void report(JournalRecord.Reported reported) {
        Optional<Scores> scores = Scores.of(objectives, reported.metrics());
        if (scores.isEmpty() || again.test(reported.trial())) {
            return; // Without the objectives a report decides nothing; and a mean of those that do well isn't fair.
        }
        Report report = new Report(reported.step(), scores.get(), reported.metrics());
        Verdict rule = stopping.onReport(reported.trial(), report);
        Verdict own = strategy.onReport(reported.trial(), report);
        if (rule == Verdict.STOP || own == Verdict.STOP) {
            toStop.add(reported.trial());
        } else {
            toStop.remove(reported.trial());
        }
    }
}
