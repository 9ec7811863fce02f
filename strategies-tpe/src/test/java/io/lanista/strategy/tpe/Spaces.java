package io.lanista.strategy.tpe;

import io.lanista.api.model.Domain;
import io.lanista.api.model.Label;
import io.lanista.api.model.Model;
import io.lanista.api.model.ModelBuilder;
import io.lanista.api.model.Value;
import io.lanista.api.space.SearchSpace;
import java.util.List;
import java.util.stream.IntStream;

/** Spaces for tests. */
final class Spaces {
    private Spaces() {}

    /** So many decisions of so many candidates each. */
    static SearchSpace categorical(int decisions, int candidates) {
        List<Object> values =
                IntStream.range(0, candidates).<Object>mapToObj(i -> "c" + i).toList();
        ModelBuilder model = Model.named("categorical").input("x", 1);
        for (int i = 0; i < decisions; i++) {
            model.setting("d" + i, new Value.ValueChoice(Label.of("d" + i), new Domain.OneOf(values)));
        }
        return SearchSpace.of(model.build());
    }
}
