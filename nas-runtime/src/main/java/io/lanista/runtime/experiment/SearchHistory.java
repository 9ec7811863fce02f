package io.lanista.runtime.experiment;

import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.Search.Verdict;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.Score;
import io.lanista.runtime.journal.JournalRecord;
import io.lanista.runtime.journal.JournalRecord.Component;
import io.lanista.runtime.plugin.ContextGuard;
import java.util.function.Supplier;

/**
 * Brings the strategy, the stopping rule and the books to where the journal is, record by record. The same calls in the same
 * order are made when a record is new and when it is replayed, which is what makes a search resumable. Confined to the driver's
 * thread.
 */
final class SearchHistory implements AutoCloseable {
    private final Search search;
    private final Stopping.Rule stopping;
    private final Ledger ledger;
    private final Objective objective;
    private final Component strategy;
    private final Seeds seeds;

    SearchHistory(
            Search search,
            Stopping.Rule stopping,
            Ledger ledger,
            Objective objective,
            Component strategy,
            Seeds seeds) {
        this.search = search;
        this.stopping = stopping;
        this.ledger = ledger;
        this.objective = objective;
        this.strategy = strategy;
        this.seeds = seeds;
    }

    Ledger ledger() {
        return ledger;
    }

    /** Asks the strategy; the answer counts once its record was {@linkplain #apply applied}. */
    Answer ask(int freeSlots) {
        int trial = ledger.next();
        return guarded(() -> search.ask(new Ask(trial, freeSlots, seeds.forAsk(trial))));
    }

    /** Takes over what happened. */
    void apply(JournalRecord record) {
        ledger.enter(record);
        if (record instanceof JournalRecord.Rejected rejected) {
            guarded(() -> {
                search.reject(rejected.trial(), rejected.reason());
                return true;
            });
        } else if (record instanceof JournalRecord.Reported reported) {
            report(reported);
        } else if (record instanceof JournalRecord.Ended ended) {
            stopping.onOutcome(ended.trial(), ended.outcome());
            guarded(() -> {
                search.tell(ended.trial(), ended.outcome());
                return true;
            });
        }
    }

    private void report(JournalRecord.Reported reported) {
        Trial trial = ledger.trial(reported.trial());
        trial.lastStep = reported.step();
        Double value = reported.metrics().values().get(objective.metric());
        if (value == null) {
            return; // A report without the objective decides nothing.
        }
        Score score = objective.score(value);
        trial.lastScore = score;
        Verdict rule = stopping.onReport(reported.trial(), reported.step(), score);
        Verdict own = guarded(() -> search.onReport(reported.trial(), reported.step(), score));
        trial.toStop = rule == Verdict.STOP || own == Verdict.STOP;
    }

    private <T> T guarded(Supplier<T> call) {
        try (ContextGuard guard = ContextGuard.open()) {
            return call.get();
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            throw new StrategyFailedException("The strategy " + strategy + " failed: " + e, e);
        }
    }

    @Override
    public void close() {
        guarded(() -> {
            search.close();
            return true;
        });
    }
}
