package io.lanista.cli;

import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;

/** Tries the architectures of a space in their order; found by the programs that tests start. */
public final class InOrder implements Strategy {
    @Override
    public String name() {
        return "in-order";
    }

    @Override
    public Search open(SearchRequest request) {
        long known = request.past().size();
        return new Search() {
            @Override
            public Answer ask(Ask ask) {
                return request.space()
                        .enumerate()
                        .skip(known + ask.trial())
                        .findFirst()
                        .<Answer>map(Answer::tryOut)
                        .orElse(Answer.DONE);
            }

            @Override
            public void tell(int trial, Outcome outcome) {}
        };
    }
}
