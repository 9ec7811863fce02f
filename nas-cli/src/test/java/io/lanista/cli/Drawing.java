package io.lanista.cli;

import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;

/** Draws evenly, with repeats; the strategy of the class path that commands are tested with. */
public final class Drawing implements Strategy {
    /** For the service loader. */
    public Drawing() {}

    @Override
    public String name() {
        return "drawing";
    }

    @Override
    public Search open(SearchRequest request) {
        return new Search() {
            @Override
            public Answer ask(Ask ask) {
                return Answer.tryOut(request.space().sample(ask.random()));
            }

            @Override
            public void tell(int trial, Outcome outcome) {}
        };
    }
}
