package io.lanista.testkit;

import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;
import io.lanista.testkit.ScriptedEvaluator.Act;
import java.util.List;
import java.util.Map;

/** Proposes all acts that end, one of them twice. */
record ActsStrategy(boolean failing) implements Strategy {
    private static final List<Act> PROPOSED = List.of(Act.SCORE, Act.FAIL, Act.SCORE, Act.SCORE_NO_NUMBER, Act.DIE);

    @Override
    public String name() {
        return "acts";
    }

    @Override
    public Search open(SearchRequest request) {
        return new Search() {
            @Override
            public Answer ask(Ask ask) {
                if (failing && ask.trial() == 2) {
                    throw new IllegalStateException("This search fails on purpose.");
                }
                return ask.trial() < PROPOSED.size()
                        ? Answer.tryOut(Choices.of(Map.of(
                                Label.of("act"), PROPOSED.get(ask.trial()).name())))
                        : Answer.DONE;
            }

            @Override
            public void tell(int trial, Outcome outcome) {}
        };
    }
}
