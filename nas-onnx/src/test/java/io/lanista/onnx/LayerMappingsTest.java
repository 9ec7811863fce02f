package io.lanista.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.layer.LayerCatalogue;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each layer type of the catalogue, with random weights and statistics, computes in ONNX Runtime what it computes itself. */
class LayerMappingsTest {
    private static final double TOLERANCE = 1e-5;

    @Test
    void everyStandardTypeHasACase() {
        TreeSet<String> shown = new TreeSet<>();
        LayerCase.all().forEach(example -> shown.add(example.layer().type()));
        assertThat(shown)
                .containsExactlyElementsOf(
                        new TreeSet<>(LayerCatalogue.standard().types().keySet()));
    }

    static Stream<LayerCase> cases() {
        return LayerCase.all().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aLayerComputesTheSameInBatchesOfAnySize(LayerCase example) {
        int bound = (int) example.layer().integer("vocabulary", 0);
        try (BothWays both = new BothWays(example.model())) {
            assertThat(both.difference(1, bound)).isLessThanOrEqualTo(TOLERANCE);
            assertThat(both.difference(5, bound)).isLessThanOrEqualTo(TOLERANCE);
        }
    }
}
