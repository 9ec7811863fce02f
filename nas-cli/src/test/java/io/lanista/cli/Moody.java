package io.lanista.cli;

import io.lanista.api.option.Option;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;
import java.util.List;

/** Answers as its option {@code mood} says: not at all, or worse; found by the programs that tests start. */
public final class Moody implements Strategy {
    private static final Option<String> MOOD =
            Option.oneOf("mood", List.of("throws", "stays", "exits"), "what becomes of a question");

    @Override
    public String name() {
        return "moody";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(MOOD);
    }

    @Override
    public Search open(SearchRequest request) {
        String mood = request.options().get(MOOD);
        return new Search() {
            @Override
            public Answer ask(Ask ask) {
                if (mood.equals("throws")) {
                    throw new IllegalStateException("not today");
                }
                if (mood.equals("exits")) {
                    System.exit(0);
                }
                while (true) {
                    try {
                        Thread.sleep(60_000);
                    } catch (InterruptedException e) {
                        continue; // It heeds nothing.
                    }
                }
            }

            @Override
            public void tell(int trial, Outcome outcome) {}
        };
    }
}
