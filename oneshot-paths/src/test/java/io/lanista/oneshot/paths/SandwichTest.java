package io.lanista.oneshot.paths;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.block.NetworkPlan;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SandwichTest {
    private static double size(SearchSpace space, Choices choices) {
        return Sandwich.size(NetworkPlan.of(space.freeze(choices), BlockCatalogue.standard()));
    }

    @Test
    void theEndsAreTheLargestAndTheSmallestThereAre() {
        for (SearchSpace space : new SearchSpace[] {SmallSpace.elastic(), SmallSpace.choices(), SmallSpace.cell()}) {
            Sandwich sandwich = new Sandwich(space, choices -> size(space, choices), 3);
            assertThat(sandwich.draw(new Random(1)))
                    .hasSize(5)
                    .startsWith(sandwich.largest(), sandwich.smallest())
                    .allSatisfy(choices -> assertThat(size(space, choices))
                            .isBetween(size(space, sandwich.smallest()), size(space, sandwich.largest())));
        }
        Sandwich sandwich = new Sandwich(SmallSpace.elastic(), choices -> size(SmallSpace.elastic(), choices), 0);
        assertThat(sandwich.largest().get(Label.of("width"))).hasValue(8L);
        assertThat(sandwich.largest().get(Label.of("depth"))).hasValue(2L);
        assertThat(sandwich.largest().get(Label.of("kernel").child(1))).hasValue(5L);
        assertThat(sandwich.smallest().get(Label.of("width"))).hasValue(4L);
        assertThat(sandwich.smallest().get(Label.of("depth"))).hasValue(1L);
    }
}
