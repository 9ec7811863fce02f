package io.lanista.strategy.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.mutate.Chooser;
import io.lanista.api.mutate.Mutator;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.PastTrial;
import java.util.List;
import org.junit.jupiter.api.Test;

class GridStrategyTest {
    private static final SearchSpace NESTED = SearchSpace.of(Model.named("nested")
            .input("x", 4)
            .then(
                    "op",
                    LayerChoice.of(
                            "op",
                            Candidate.of("skip", Layer.of("identity")),
                            Candidate.of("linear", Layer.of("linear", "units", Value.choice("units", 1, 2, 3)))))
            .setting("rate", Value.choice("rate", 0.1, 0.2))
            .build());

    /** Asks how many numbers it is to ask for, and then for each of them. */
    private static final Mutator COUNTED = new Mutator() {
        @Override
        public Label label() {
            return Label.of("counted");
        }

        @Override
        public Model mutate(Model model, Chooser chooser) {
            long sum = 0;
            long count = chooser.choose(List.of(1L, 2L));
            for (int i = 0; i < count; i++) {
                sum += chooser.choose(List.of(10L, 20L));
            }
            return model.withSetting("sum", sum);
        }
    };

    @Test
    void theOrderIsThatOfTheSpace() {
        assertThat(Spaces.answers(new GridSearch(NESTED, List.of(), 5), 1, 100))
                .containsExactlyElementsOf(NESTED.enumerate().toList())
                .hasSize(8);
    }

    @Test
    void pointsStandForRealNumbers() {
        SearchSpace space = Spaces.settings(Value.real("x", 0, 1), Value.logReal("y", 0.01, 1));
        Label x = Label.of("x");
        List<Choices> tried = Spaces.answers(new GridSearch(space, List.of(), 3), 1, 100);
        assertThat(tried)
                .extracting(choices -> choices.get(x).orElseThrow())
                .containsExactly(0.0, 0.0, 0.0, 0.5, 0.5, 0.5, 1.0, 1.0, 1.0);
        assertThat((double) tried.get(1).get(Label.of("y")).orElseThrow()).isBetween(0.0999, 0.1001);
    }

    @Test
    void onePointIsTheMiddle() {
        SearchSpace space = Spaces.settings(Value.real("x", 0, 1));
        assertThat(Spaces.answers(new GridSearch(space, List.of(), 1), 1, 100))
                .extracting(choices -> choices.get(Label.of("x")).orElseThrow())
                .containsExactly(0.5);
    }

    @Test
    void questionsThatDependOnAnswersAreAllMet() {
        SearchSpace space = SearchSpace.of(Model.named("dynamic").input("x", 1).build(), List.of(COUNTED));
        assertThat(space.isDynamic()).isTrue();
        assertThat(Spaces.answers(new GridSearch(space, List.of(), 5), 1, 100))
                .hasSize(2 + 4)
                .doesNotHaveDuplicates();
    }

    @Test
    void whatAnEarlierRunTriedIsLeftOut() {
        List<Choices> all = NESTED.enumerate().toList();
        List<PastTrial> past = List.of(new PastTrial(all.get(1), Outcome.failed("it was late")));
        assertThat(Spaces.answers(new GridSearch(NESTED, past, 5), 1, 100))
                .hasSize(7)
                .doesNotContain(all.get(1));
    }
}
