package io.lanista.djl.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands behind the end of a sequence changes nothing of what comes out. */
class PaddingTest {
    private static final int STEPS = 5;
    private static final int FEATURES = 4;

    static Stream<Layer> layers() {
        return Stream.of(
                Layer.of("lstm", "units", 3),
                Layer.of("gru", "units", 3),
                Layer.of("sequence_pool"),
                Layer.of("sequence_pool", "of", "max"));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aPaddedSequenceGivesWhatItsStepsGive(Layer layer) {
        float[] steps = new float[3 * FEATURES];
        Random random = new Random(1);
        for (int i = 0; i < steps.length; i++) {
            steps[i] = (float) random.nextGaussian();
        }
        float[] padded = new float[STEPS * FEATURES];
        Arrays.fill(padded, 9);
        System.arraycopy(steps, 0, padded, 0, steps.length);

        float[] alone = output(layer, 3, steps, 1, 1, 1);
        float[] behind = output(layer, STEPS, padded, 7, 2, 3, 0, 0);

        assertThat(behind).containsExactly(alone, within(1e-6f));
        for (float value : output(layer, STEPS, padded, 0, 0, 0, 0, 0)) {
            assertThat(value).isCloseTo(0, within(0f));
        }
    }

    @ParameterizedTest
    @MethodSource("layers")
    void attentionBeforeItSeesOnlyWhatIsThere(Layer layer) {
        float[] padded = new float[STEPS * FEATURES];
        float[] other = new float[STEPS * FEATURES];
        Random random = new Random(2);
        for (int i = 0; i < padded.length; i++) {
            padded[i] = (float) random.nextGaussian();
            other[i] = i < 3 * FEATURES ? padded[i] : 100;
        }
        assertThat(attended(layer, padded)).containsExactly(attended(layer, other), within(1e-5f));
    }

    private static float[] attended(Layer layer, float... values) {
        Model model = Model.named("padded")
                .input("x", STEPS, FEATURES)
                .input("codes", STEPS)
                .node("seen", Layer.of("multi_head_attention", "heads", 2), "x", "codes")
                .node("out", layer, "seen", "codes")
                .build();
        return compute(model, STEPS, values, 1, 1, 1, 0, 0);
    }

    private static float[] output(Layer layer, int steps, float[] values, float... codes) {
        Model model = Model.named("padded")
                .input("x", steps, FEATURES)
                .input("codes", steps)
                .node("out", layer, "x", "codes")
                .build();
        return compute(model, steps, values, codes);
    }

    private static float[] compute(Model model, int steps, float[] values, float... codes) {
        NetworkPlan plan = NetworkPlan.of(model, BlockCatalogue.standard());
        try (NDManager manager = Backend.start().newManager()) {
            Network network = plan.allocate(manager, new Random(3));
            try (Step step = Step.evaluating()) {
                List<NDArray> inputs =
                        List.of(Tensors.of(manager, values, 1, steps, FEATURES), Tensors.of(manager, codes, 1, steps));
                return network.forward(inputs, network.pass(network.parameters().view(), false, new Random(4)))
                        .toFloatArray();
            }
        }
    }
}
