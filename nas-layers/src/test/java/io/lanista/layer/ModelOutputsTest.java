package io.lanista.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.api.model.Value;
import io.lanista.api.space.SearchSpace;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ModelOutputsTest {
    private static final Layer HEAD = Layer.of("linear", "units", Model.OUTPUTS);

    private final Model model = Model.named("open")
            .input("x", 6)
            .then(
                    "head",
                    LayerChoice.of(
                            "head",
                            Candidate.of("short", HEAD),
                            Candidate.of(
                                    "long",
                                    Graph.sequence(Layer.of("linear", "units", Value.choice("width", 3, 4)), HEAD))))
            .build();

    @Test
    void theDataDecideHowManyOutputsThereAreWhereverTheHeadStands() {
        SearchSpace space = SearchSpace.of(model.withOutputs(7));
        for (int seed = 0; seed < 8; seed++) {
            Model frozen = space.freeze(space.sample(new Random(seed)));
            assertThat(ModelAnalysis.of(frozen, LayerCatalogue.standard()).output())
                    .isEqualTo(Shape.of(7));
        }
    }

    @Test
    void choicesStayAsTheyWere() {
        assertThat(SearchSpace.of(model.withOutputs(7)).decisions())
                .isEqualTo(SearchSpace.of(model).decisions());
    }

    @Test
    void aHeadThatWaitsForDataIsValidButHasNoShape() {
        LayerCatalogue catalogue = LayerCatalogue.standard();
        catalogue.check(HEAD);
        assertThatThrownBy(() -> catalogue.use("", HEAD, List.of(Shape.of(6))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(units)")
                .hasMessageContaining("data");
    }
}
