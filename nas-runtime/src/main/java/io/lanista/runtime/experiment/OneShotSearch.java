package io.lanista.runtime.experiment;

import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search;

/** Proposes what a one-shot trainer exported, once: the same way of a trial as for any strategy. */
final class OneShotSearch implements Search {
    private final Ledger ledger;
    private boolean proposed;

    OneShotSearch(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Answer ask(Ask ask) {
        if (proposed) {
            return Answer.DONE;
        }
        proposed = true;
        return Answer.tryOut(ledger.export().orElseThrow().choices());
    }

    @Override
    public void tell(int trial, Outcome outcome) {
        // There is nothing to learn from the only trial.
    }
}
