package io.lanista.runtime.preselection;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WinnersBoxTest {
    private static final SearchSpace SPACE = SearchSpace.of(Model.named("perceptron")
            .input("row", 4)
            .then("hidden", Layer.of("linear", "units", Value.integer("units", 1, 64)))
            .then("activation", Layer.of("identity"))
            .setting("kind", Value.choice("kind", "relu", "tanh", "gelu"))
            .setting("rate", Value.logReal("rate", 0.001, 1))
            .setting("depth", Value.integer("depth", 1, 9))
            .build());

    private static Choices winner(long units, String kind, double rate) {
        return Choices.of(Map.of(
                Label.of("units"), units, Label.of("kind"), kind, Label.of("rate"), rate, Label.of("depth"), 5L));
    }

    private static Object answer(Choices choices, String label) {
        return choices.values().get(Label.of(label));
    }

    @Test
    void beginsWithTheBestOfEachRunAndGoesOnWithinTheBoxThatWinnersSpan() {
        List<List<Choices>> runs =
                List.of(List.of(winner(8, "relu", 0.01), winner(12, "relu", 0.02)), List.of(winner(10, "tanh", 0.1)));

        List<Choices> first = WinnersBox.first(runs, SPACE, 30, 1);

        assertThat(first).hasSize(30).doesNotHaveDuplicates();
        assertThat(first.subList(0, 2)).containsExactly(winner(8, "relu", 0.01), winner(10, "tanh", 0.1));
        assertThat(first).allSatisfy(choices -> {
            assertThat((long) answer(choices, "units")).isBetween(8L, 12L);
            assertThat(answer(choices, "kind")).isIn("relu", "tanh");
            assertThat((double) answer(choices, "rate")).isBetween(0.01, 0.1);
            assertThat(answer(choices, "depth")).isEqualTo(5L);
        });
        assertThat(WinnersBox.first(runs, SPACE, 30, 1)).isEqualTo(first);
    }

    @Test
    void whatTheSpaceDoesNotHaveIsLeftFree() {
        Choices other = Choices.of(Map.of(Label.of("units"), 100L, Label.of("width"), 3L));

        List<Choices> first = WinnersBox.first(List.of(List.of(other)), SPACE, 8, 1);

        assertThat(first)
                .hasSize(8)
                .allSatisfy(choices -> assertThat(SPACE.validate(choices)).isEmpty());
    }

    @Test
    void aBoxOfOneArchitectureGivesThatAlone() {
        assertThat(WinnersBox.first(List.of(List.of(winner(8, "relu", 0.01))), SPACE, 5, 1))
                .containsExactly(winner(8, "relu", 0.01));
    }
}
