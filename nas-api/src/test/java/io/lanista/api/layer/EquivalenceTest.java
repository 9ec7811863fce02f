package io.lanista.api.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EquivalenceTest {
    private final Equivalence cells = new Equivalence(NasBench201.space(1), LayerCatalogue.standard());

    @Test
    void choicesThatComeToOneArchitectureAreOneClass() {
        // A convolution from node 0 to 1 and a skip to the output is a convolution from node 0 to the output.
        Object convolution = cells.classOf(NasBench201.choices("000300"));
        assertThat(cells.classOf(NasBench201.choices("300010"))).isEqualTo(convolution);
        assertThat(cells.classOf(NasBench201.choices("100030"))).isEqualTo(convolution);
        assertThat(cells.classOf(NasBench201.choices("000200"))).isNotEqualTo(convolution);
        assertThat(cells.classOf(NasBench201.choices("000300"))).isEqualTo(convolution);
    }

    @Test
    void settingsAreNeverTheSame() {
        SearchSpace space = SearchSpace.of(Model.named("settings")
                .input("x", 8)
                .setting("rate", Value.choice("rate", 0.1, 0.01))
                .build());
        Equivalence settings = new Equivalence(space, LayerCatalogue.standard());
        Choices slow = Choices.of(Map.of(Label.of("rate"), 0.01));
        assertThat(settings.classOf(slow)).isEqualTo(slow);
        assertThat(settings.classOf(Choices.of(Map.of(Label.of("rate"), 0.1)))).isNotEqualTo(settings.classOf(slow));
    }

    @Test
    void whatCantBeAnalysedStandsForItself() {
        SearchSpace unknown = SearchSpace.of(Model.named("unknown")
                .input("x", 8)
                .then("layer", Layer.of("fourier", "modes", Value.choice("modes", 2, 4)))
                .build());
        Choices two = Choices.of(Map.of(Label.of("modes"), 2));
        assertThat(new Equivalence(unknown, LayerCatalogue.standard()).classOf(two))
                .isEqualTo(two);
        Choices outside = Choices.of(Map.of(Label.of("elsewhere"), 2));
        assertThat(cells.classOf(outside)).isEqualTo(outside);
    }
}
