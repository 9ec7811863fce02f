package io.lanista.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Graph;
import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.api.model.Value;
import org.junit.jupiter.api.Test;

class ModelAnalysisTest {
    private final LayerCatalogue catalogue = LayerCatalogue.standard();

    private static Model residual() {
        return Model.named("residual")
                .input("image", 3, 8, 8)
                .then("stem", Layer.of("conv2d", "out_channels", 4, "bias", false))
                .then(
                        "block",
                        Graph.sequence(Layer.of("relu"), Layer.of("conv2d", "bias", false), Layer.of("batch_norm")))
                .node("sum", Layer.of("add"), "stem", "block")
                .then("pool", Layer.of("global_avg_pool"))
                .then("head", Layer.of("linear", "units", 10))
                .build();
    }

    @Test
    void totalsAreSumsOverTheLayers() {
        ModelAnalysis analysis = ModelAnalysis.of(residual(), catalogue);
        assertThat(analysis.output()).isEqualTo(Shape.of(10));
        assertThat(analysis.parameters()).isEqualTo(108 + 144 + 8 + 50);
        assertThat(analysis.flops()).isEqualTo(108 * 64 + 144 * 64 + 40);
        assertThat(analysis.flops(FlopCounting.WITH_ELEMENTWISE) - analysis.flops())
                .isEqualTo(256 + 2 * 256 + 256);
        assertThat(analysis.depth()).isEqualTo(3);
    }

    @Test
    void nestedLayersAreNamedByTheirPath() {
        assertThat(ModelAnalysis.of(residual(), catalogue).layers())
                .extracting(LayerUse::path)
                .containsExactly("stem", "block.0", "block.1", "block.2", "sum", "pool", "head");
    }

    @Test
    void shapesThatDontFitAreShownWithTheirPlace() {
        Model wrong = Model.named("wrong")
                .input("image", 3, 8, 8)
                .then("stem", Layer.of("conv2d", "out_channels", 4))
                .then("block", Graph.sequence(Layer.of("conv2d", "out_channels", 8), Layer.of("relu")))
                .node("sum", Layer.of("add"), "stem", "block")
                .build();
        assertThatThrownBy(() -> ModelAnalysis.of(wrong, catalogue))
                .isInstanceOf(InvalidArchitectureException.class)
                .hasMessage("At (sum): The layer (add) needs inputs of one shape, and gets (4x8x8) and"
                        + " (8x8x8). Its inputs are (4x8x8) from (stem), (8x8x8) from (block.1).");
        Model nested = Model.named("nested")
                .input("row", 5)
                .then("body", Graph.sequence(Layer.of("relu"), Layer.of("conv2d")))
                .build();
        assertThatThrownBy(() -> ModelAnalysis.of(nested, catalogue))
                .hasMessage("At (body.1): The layer (conv2d) needs the shape (channels, height, width), and gets (5)."
                        + " Its inputs are (5) from (body.0).");
    }

    @Test
    void wrongLayersAreNamedWithTheirPlace() {
        Model unknown = Model.named("unknown")
                .input("x", 4)
                .then("first", Layer.of("liniar", "units", 3))
                .build();
        assertThatThrownBy(() -> ModelAnalysis.of(unknown, catalogue))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("At (first): No layer type 'liniar'.")
                .hasMessageEndingWith("Maybe 'linear'.");
    }

    @Test
    void whatIsStillOpenIsRefused() {
        Model open = Model.named("open")
                .input("x", 4)
                .then("first", Layer.of("linear", "units", Value.choice("units", 1, 2)))
                .build();
        assertThatThrownBy(() -> ModelAnalysis.of(open, catalogue))
                .hasMessageContaining("(first)")
                .hasMessageContaining("units");
    }
}
