package io.lanista.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Layer;
import io.lanista.djl.block.LayerProvider;
import io.lanista.testkit.GateProvider.Mistake;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A layer type of another author keeps the contract, and mistakes are named. */
class GateProviderTest implements LayerProviderContract {
    private static final Layer GATE = Layer.of("gate");
    private static final Layer FIXED = GATE.with("learns", false);

    @Override
    public LayerProvider provider() {
        return new GateProvider();
    }

    @Override
    public List<Example> examples() {
        return List.of(Example.of(GATE, 3, 4, 4), Example.of(FIXED, 3, 4, 4));
    }

    private static LayerProviderContract with(Mistake mistake) {
        return new LayerProviderContract() {
            @Override
            public LayerProvider provider() {
                return new GateProvider(mistake);
            }

            @Override
            public List<Example> examples() {
                return List.of(Example.of(GATE, 3, 4, 4), Example.of(FIXED, 3, 4, 4));
            }
        };
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> with(Mistake.TOO_FEW_PARAMETERS).isComputedInThePromisedShapeWithFiniteGradients())
                .hasMessageContaining("promises (2) parameters")
                .hasMessageContaining("declares (3)");
        assertThatThrownBy(() -> with(Mistake.NO_IDENTITY).identitiesAndZerosAreWhatTheirTypeSays())
                .hasMessageContaining("what the identity")
                .hasMessageContaining("makes of its input");
        assertThatThrownBy(() -> with(Mistake.NOT_ZERO).identitiesAndZerosAreWhatTheirTypeSays())
                .hasMessageContaining("which is always zero");
        assertThatThrownBy(() -> with(Mistake.NOT_CHANNELWISE).channelwiseLayersTakeChannelsSideBySide())
                .hasMessageContaining("side by side");
    }
}
