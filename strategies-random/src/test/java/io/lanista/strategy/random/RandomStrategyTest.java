package io.lanista.strategy.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Label;
import io.lanista.api.model.Value;
import io.lanista.api.space.Choices;
import io.lanista.api.space.Constraint;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.PastTrial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RandomStrategyTest {
    private static final SearchSpace LETTERS =
            Spaces.settings(Value.choice("a", "p", "q", "r"), Value.choice("b", 1, 2, 3, 4), Value.integer("c", 1, 5));

    @Test
    void aSmallSpaceIsExhaustedExactly() {
        List<Choices> tried = Spaces.answers(new RandomSearch(LETTERS, List.of()), 1, 1_000);
        assertThat(tried)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(LETTERS.enumerate().toList());
    }

    @Test
    void everyArchitectureIsAsLikelyAtEveryPlace() {
        Map<Choices, Integer> last = new HashMap<>();
        SearchSpace space = Spaces.settings(Value.choice("a", "p", "q", "r"), Value.choice("b", 1, 2));
        for (int seed = 0; seed < 3_000; seed++) {
            List<Choices> tried = Spaces.answers(new RandomSearch(space, List.of()), seed, 10);
            last.merge(tried.get(tried.size() - 1), 1, Integer::sum);
        }
        assertThat(last).hasSize(6);
        // 500 each, with a standard deviation of 20.
        assertThat(last.values()).allSatisfy(count -> assertThat(count).isBetween(400, 600));
    }

    @Test
    void aConstraintThatLeavesAlmostNothingStillYieldsTheRest() {
        Label label = Label.of("n");
        SearchSpace space = Spaces.settings(Value.integer("n", 1, 50_000))
                .with(Constraint.of(
                        "n is 7",
                        model -> Optional.of(7L)
                                .equals(model.settings().get("s0").constant())));
        assertThat(Spaces.answers(new RandomSearch(space, List.of()), 1, 10))
                .containsExactly(Choices.of(Map.of(label, 7)));
    }

    @Test
    void realNumbersNeverRunOut() {
        SearchSpace space = Spaces.settings(Value.real("x", 0, 1));
        assertThat(Spaces.answers(new RandomSearch(space, List.of()), 1, 2_000))
                .hasSize(2_000)
                .doesNotHaveDuplicates();
    }

    @Test
    void whatAnEarlierRunTriedIsNotTriedAgain() {
        List<Choices> all = LETTERS.enumerate().toList();
        List<PastTrial> past = new ArrayList<>();
        all.subList(0, 50).forEach(choices -> past.add(new PastTrial(choices, Outcome.failed("it was late"))));
        assertThat(Spaces.answers(new RandomSearch(LETTERS, past), 1, 1_000))
                .containsExactlyInAnyOrderElementsOf(all.subList(50, 60));
    }
}
