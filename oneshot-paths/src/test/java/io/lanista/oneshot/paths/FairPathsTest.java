package io.lanista.oneshot.paths;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FairPathsTest {
    @Test
    void everyCandidateOfTheLargestChoicesHasOneTurnInABatch() {
        FairPaths paths = new FairPaths(SmallSpace.choices());
        Random random = new Random(1);
        for (int batch = 0; batch < 20; batch++) {
            List<Choices> drawn = paths.draw(random);
            for (String label : List.of("a", "b")) {
                assertThat(drawn.stream().map(path -> path.get(Label.of(label)).orElseThrow()))
                        .containsExactlyInAnyOrder("skip", "conv1", "conv3");
            }
        }
    }

    @Test
    void aSmallerChoiceGoesThroughItsCandidatesBeforeItBeginsAnew() {
        List<Choices> drawn = new FairPaths(SmallSpace.choices()).draw(new Random(2));
        assertThat(drawn.subList(0, 2).stream()
                        .map(path -> path.get(Label.of("depth")).orElseThrow()))
                .containsExactlyInAnyOrder(0L, 1L);
        assertThat(drawn).hasSize(3);
    }

    @Test
    void ordersAreDrawn() {
        FairPaths paths = new FairPaths(SmallSpace.choices());
        Random random = new Random(3);
        assertThat(paths.draw(random)).isNotEqualTo(paths.draw(random));
    }
}
