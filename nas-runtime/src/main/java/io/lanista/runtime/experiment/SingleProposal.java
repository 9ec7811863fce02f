package io.lanista.runtime.experiment;

import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search;
import java.util.function.Supplier;

/** Proposes one architecture, once: the same way of a trial as for any strategy. */
final class SingleProposal implements Search {
    private final Supplier<Choices> choices;
    private boolean proposed;

    /**
     * Of an architecture.
     *
     * @param choices asked when it is to be proposed
     */
    SingleProposal(Supplier<Choices> choices) {
        this.choices = choices;
    }

    @Override
    public Answer ask(Ask ask) {
        if (proposed) {
            return Answer.DONE;
        }
        proposed = true;
        return Answer.tryOut(choices.get());
    }

    @Override
    public void tell(int trial, Outcome outcome) {
        // There is nothing to learn from the only trial.
    }
}
