package io.lanista.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.space.Architectures;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayerArchitecturesTest {
    private final LayerArchitectures cells = new LayerArchitectures(NasBench201.space(1), LayerCatalogue.standard());

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
        LayerArchitectures settings = new LayerArchitectures(space, LayerCatalogue.standard());
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
        assertThat(new LayerArchitectures(unknown, LayerCatalogue.standard()).classOf(two))
                .isEqualTo(two);
        Choices outside = Choices.of(Map.of(Label.of("elsewhere"), 2));
        assertThat(cells.classOf(outside)).isEqualTo(outside);
    }

    @Test
    void anArchitectureCostsWhatItsModelCosts() {
        SearchSpace space = SearchSpace.of(Model.named("line")
                .input("x", 8)
                .then("hidden", Layer.of("linear", "units", Value.choice("units", 2, 4)))
                .build());
        LayerArchitectures line = new LayerArchitectures(space, LayerCatalogue.standard());
        assertThat(line.costOf(Choices.of(Map.of(Label.of("units"), 4))))
                .contains(new Architectures.Cost(8 * 4 + 4, 8 * 4, 1));
        assertThat(line.costOf(Choices.of(Map.of(Label.of("units"), 3)))).isEmpty();
    }

    @Test
    void partsAreTheOperationsThatCount() {
        // A convolution on 0>1 and a pool on 1>3; what else there is leads nowhere, or is a skip.
        List<Architectures.Part> parts = cells.partsOf(NasBench201.choices("302041"));
        List<String> operations =
                parts.stream().map(Architectures.Part::operation).toList();
        assertThat(operations.get(0)).isEqualTo("input 0");
        assertThat(operations.get(parts.size() - 1)).isEqualTo("output");
        for (int i = 0; i < parts.size(); i++) {
            int place = i;
            assertThat(parts.get(i).reads()).allSatisfy(read -> assertThat(read).isBetween(0, place - 1));
        }
        assertThat(cells.partsOf(NasBench201.choices("300000")))
                .isEqualTo(cells.partsOf(NasBench201.choices("000000")));
    }

    @Test
    void partsOfEqualArchitecturesAreEqual() {
        assertThat(cells.partsOf(NasBench201.choices("300010")))
                .isEqualTo(cells.partsOf(NasBench201.choices("000300")))
                .isEqualTo(cells.partsOf(NasBench201.choices("100030")));
    }

    @Test
    void aSumIsReadAsItsTerms() {
        // Three convolutions from node 0 to the output: the next operation reads all three.
        List<Architectures.Part> three = cells.partsOf(NasBench201.choices("130331"));
        assertThat(three.stream().mapToInt(part -> part.reads().size()).max()).hasValue(3);
    }

    @Test
    void aCandidateOfSeveralLayersIsOnePart() {
        List<Architectures.Part> none = cells.partsOf(NasBench201.choices("000100"));
        List<Architectures.Part> one = cells.partsOf(NasBench201.choices("000300"));
        assertThat(one).hasSize(none.size() + 3); // One in each of the three cells.
    }

    @Test
    void settingsAndWhatCantBeAnalysedHaveNoParts() {
        assertThat(cells.partsOf(Choices.of(Map.of(Label.of("elsewhere"), 2)))).isEmpty();
        SearchSpace settings = SearchSpace.of(Model.named("settings")
                .input("x", 8)
                .setting("rate", Value.choice("rate", 0.1, 0.01))
                .build());
        assertThat(new LayerArchitectures(settings, LayerCatalogue.standard())
                        .partsOf(Choices.of(Map.of(Label.of("rate"), 0.1))))
                .isEmpty();
    }
}
