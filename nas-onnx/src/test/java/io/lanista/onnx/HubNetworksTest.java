package io.lanista.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.space.SpaceProvider;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Small networks of every known space compute the same in ONNX Runtime. */
class HubNetworksTest {
    private static final double TOLERANCE = 1e-5;
    private static final int SAMPLES = 2;
    private static final int EXAMPLES = 16;

    static Stream<SpaceProvider> spaces() {
        return ServiceLoader.load(SpaceProvider.class).stream().map(ServiceLoader.Provider::get);
    }

    /** Texts are whole numbers. */
    private static int bound(SpaceProvider provider) {
        return provider.name().equals("text") ? 40 : 0;
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void aSmallNetworkComputesAlmostTheSameWithEightBits(SpaceProvider provider) {
        SearchSpace space =
                provider.open(Options.parse("space", provider.options(), Map.of("size", "small", "classes", 10)));
        try (BothWays both = new BothWays(space.freeze(space.sample(new Random(1))))) {
            List<float[]> inputs = both.inputs(EXAMPLES, bound(provider));
            double difference = BothWays.difference(
                    both.own(inputs, EXAMPLES), both.quantized(inputs, EXAMPLES).values());
            assertThat(difference).isBetween(1e-6, 0.4);
        }
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void aSmallNetworkComputesTheSame(SpaceProvider provider) {
        SearchSpace space =
                provider.open(Options.parse("space", provider.options(), Map.of("size", "small", "classes", 10)));
        for (int seed = 0; seed < SAMPLES; seed++) {
            try (BothWays both = new BothWays(space.freeze(space.sample(new Random(seed))))) {
                assertThat(both.difference(3, bound(provider))).isLessThanOrEqualTo(TOLERANCE);
            }
        }
    }
}
