package io.lanista.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.djl.backend.Initial;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.block.Computation;
import io.lanista.djl.block.LayerProvider;
import io.lanista.djl.block.LayerSite;
import io.lanista.layer.LayerType;
import io.lanista.onnx.graph.OnnxException;
import io.lanista.onnx.graph.OnnxOperator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Layer types that somebody adds, with and without a mapping. */
class OnnxMappingTest {
    private static final BlockCatalogue BLOCKS = BlockCatalogue.of(List.of(new Scaled()));

    private static Model model() {
        return Model.named("own")
                .input("x", 3)
                .then("first", Layer.of("linear", "units", 3))
                .then("own", Layer.of("scaled"))
                .build();
    }

    @Test
    void aLayerTypeOfOnesOwnBringsItsMapping() {
        OnnxMappings mappings = OnnxMappings.of(List.of(new ScaledMapping("scaled")));
        try (BothWays both = new BothWays(model(), BLOCKS, mappings)) {
            assertThat(both.difference(5, 0)).isLessThan(1e-5);
        }
    }

    @Test
    void withoutAMappingTheNodeAndItsTypeAreNamed() {
        assertThatThrownBy(() -> new BothWays(model(), BLOCKS, OnnxMappings.standard()))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("The node (own)")
                .hasMessageContaining("'scaled'")
                .hasMessageContaining("Maybe add an OnnxMapping");
    }

    @Test
    void aMappingThatFailsIsNamedWithItsNode() {
        OnnxMapping wrong = new ScaledMapping("scaled") {
            @Override
            public String map(OnnxLayer layer) {
                return layer.add(OnnxOperator.of("Mul"), layer.input(), layer.parameter("weight"));
            }
        };
        assertThatThrownBy(() -> new BothWays(model(), BLOCKS, OnnxMappings.of(List.of(wrong))))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("The node (own)")
                .hasMessageContaining("'scaled'")
                .hasMessageContaining("own.weight");
    }

    @Test
    void aMappingThatNamesNothingIsNamedWithItsNode() {
        OnnxMapping wrong = new ScaledMapping("scaled") {
            @Override
            public String map(OnnxLayer layer) {
                return "elsewhere";
            }
        };
        assertThatThrownBy(() -> new BothWays(model(), BLOCKS, OnnxMappings.of(List.of(wrong))))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("(own)")
                .hasMessageContaining("elsewhere");
    }

    @Test
    void nobodyRedefinesAStandardTypeOrATypeTwice() {
        assertThatThrownBy(() -> OnnxMappings.of(List.of(new ScaledMapping("conv2d"))))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("(conv2d)");
        assertThatThrownBy(() -> OnnxMappings.of(List.of(new ScaledMapping("own"), new ScaledMapping("own"))))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("(own)");
    }

    private static class ScaledMapping implements OnnxMapping {
        private final String type;

        ScaledMapping(String type) {
            this.type = type;
        }

        @Override
        public String layerType() {
            return type;
        }

        @Override
        public String map(OnnxLayer layer) {
            return layer.add(OnnxOperator.of("Mul"), layer.input(), layer.parameter("scale"));
        }
    }

    private static final class Scaled implements LayerProvider, LayerType {
        @Override
        public String name() {
            return "scaled";
        }

        @Override
        public Shape infer(Layer layer, List<Shape> inputs) {
            return inputs.get(0);
        }

        @Override
        public long parameters(Layer layer, List<Shape> inputs) {
            return inputs.get(0).count();
        }

        @Override
        public LayerType type() {
            return this;
        }

        @Override
        public Computation build(LayerSite site) {
            var scale =
                    site.parameter("scale", Initial.constant(3), site.input().get(0));
            return (inputs, pass) -> Tensors.multiply(inputs.get(0), pass.parameter(scale));
        }
    }
}
