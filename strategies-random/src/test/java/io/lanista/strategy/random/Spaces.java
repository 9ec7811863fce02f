package io.lanista.strategy.random;

import io.lanista.api.model.Model;
import io.lanista.api.model.ModelBuilder;
import io.lanista.api.model.Value;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Small spaces, and a loop that drains a search. */
final class Spaces {
    private Spaces() {}

    static SearchSpace settings(Value... values) {
        ModelBuilder builder = Model.named("settings").input("x", 1);
        for (int i = 0; i < values.length; i++) {
            builder.setting("s" + i, values[i]);
        }
        return SearchSpace.of(builder.build());
    }

    /** What the search answers until it is done, or until there are {@code limit} answers. */
    static List<Choices> answers(Search search, long seed, int limit) {
        List<Choices> tried = new ArrayList<>();
        while (tried.size() < limit) {
            RandomGenerator random = new java.util.Random(seed * 1_000 + tried.size());
            Answer answer = search.ask(Ask.of(tried.size(), 1, random));
            if (!(answer instanceof Answer.Try candidate)) {
                break;
            }
            tried.add(candidate.choices());
        }
        return tried;
    }
}
