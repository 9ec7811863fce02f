package io.lanista.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Repeat;
import io.lanista.api.model.Value;
import io.lanista.api.space.SearchSpace;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConstraintsTest {
    private final LayerCatalogue catalogue = LayerCatalogue.standard();

    private final SearchSpace space = SearchSpace.of(Model.named("perceptron")
            .input("x", 10)
            .then("body", Repeat.shared("depth", 1, 3, Layer.of("linear", "units", Value.integer("units", 1, 20))))
            .build());

    @Test
    void onlyWhatKeepsTheBoundsIsSampledAndEnumerated() {
        SearchSpace bounded =
                space.with(Constraints.maxParameters(catalogue, 200)).with(Constraints.maxDepth(catalogue, 2));
        List<Long> parameters = bounded.enumerate()
                .map(choices ->
                        ModelAnalysis.of(bounded.freeze(choices), catalogue).parameters())
                .toList();
        assertThat(parameters).hasSize(18 + 9).allMatch(count -> count <= 200);
        Random random = new Random(4);
        for (int i = 0; i < 50; i++) {
            assertThat(bounded.sample(random).get(Label.of("depth")).orElseThrow())
                    .isIn(1L, 2L);
        }
    }

    @Test
    void aViolationShowsTheValueAndTheBound() {
        Model model = Model.named("one")
                .input("x", 10)
                .then("layer", Layer.of("linear", "units", 3))
                .build();
        assertThat(Constraints.of(catalogue, "parameters", 32).violation(model))
                .contains("The architecture has (33) parameters, and at most (32) are allowed.");
        assertThat(Constraints.range(catalogue, Constraints.Quantity.FLOPS, 31, 40)
                        .violation(model))
                .contains("The architecture has (30) flops, and at least (31) are needed.");
        assertThat(Constraints.maxFlops(catalogue, 30).violation(model)).isEmpty();
    }

    @Test
    void unknownQuantitiesAndEmptyRangesAreRefused() {
        assertThatThrownBy(() -> Constraints.of(catalogue, "params", 3))
                .hasMessage("No quantity 'params' can be bounded. Available: parameters, flops, depth.");
        assertThatThrownBy(() -> Constraints.range(catalogue, Constraints.Quantity.DEPTH, 3, 2))
                .hasMessageContaining("(3)")
                .hasMessageContaining("(2)");
    }
}
