package io.lanista.djl.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Steps of one parameter that starts at 1, worked out by hand from the formulas of PyTorch's documentation. */
class OptimizerTest {
    private static final Offset<Float> ROUNDING = within(2e-6f);

    private final NDManager manager = Backend.start().newManager();

    @AfterEach
    void closeManager() {
        manager.close();
    }

    @Test
    void plainDescentWithDecay() {
        // 1 − 0.1·(0.5 + 0.1·1) = 0.94; 0.94 − 0.1·(0.5 + 0.1·0.94) = 0.8806
        assertSteps(new Sgd(0, false, 0.1), new double[] {0.1, 0.1}, new float[] {0.5f, 0.5f}, 0.94f, 0.8806f);
    }

    @Test
    void momentumKeepsTheRateOutOfItsMemory() {
        // b = 0.6, then 0.9·0.6 + 0.594 = 1.134; the second step has another rate: 0.94 − 0.01·1.134
        assertSteps(new Sgd(0.9, false, 0.1), new double[] {0.1, 0.01}, new float[] {0.5f, 0.5f}, 0.94f, 0.92866f);
    }

    @Test
    void nesterovLooksAhead() {
        // 1 − 0.1·(0.6 + 0.9·0.6) = 0.886; d = 0.5886, b = 1.1286; 0.886 − 0.1·(0.5886 + 1.01574)
        assertSteps(new Sgd(0.9, true, 0.1), new double[] {0.1, 0.1}, new float[] {0.5f, 0.5f}, 0.886f, 0.725566f);
    }

    @Test
    void adam() {
        // First step: m̂ = 0.5, v̂ = 0.25. Second: m̂ = 0.02/0.19, v̂ = 0.00031225/0.001999.
        assertSteps(Adam.adam(0), new double[] {0.1, 0.1}, new float[] {0.5f, -0.25f}, 0.9f, 0.873366f);
    }

    @Test
    void adamAddsEpsilonToTheCorrectedRoot() {
        // 1 − 0.1·0.5/(0.5 + 0.1); then − 0.1·0.1052632/(0.3952254 + 0.1)
        Adam adam = new Adam(0.9, 0.999, 0.1, 0, false);
        assertSteps(adam, new double[] {0.1, 0.1}, new float[] {0.5f, -0.25f}, 0.9166667f, 0.8954111f);
    }

    @Test
    void adamsDecayGoesThroughTheMoments() {
        // g = 0.6, then −0.25 + 0.1·0.9 = −0.16: m̂ = 0.2, v̂ = 0.00038524/0.001999
        assertSteps(Adam.adam(0.1), new double[] {0.1, 0.1}, new float[] {0.5f, -0.25f}, 0.9f, 0.8544414f);
    }

    @Test
    void adamWShrinksFirst() {
        // 0.99·1 − 0.1 = 0.89; 0.99·0.89 − 0.0266337
        assertSteps(Adam.adamW(0.1), new double[] {0.1, 0.1}, new float[] {0.5f, -0.25f}, 0.89f, 0.8544663f);
    }

    private void assertSteps(Optimizer optimizer, double[] rates, float[] gradients, float... expected) {
        FlatParameters parameters = one();
        Updater updater = optimizer.start(parameters);
        for (int i = 0; i < rates.length; i++) {
            try (Step step = Step.evaluating()) {
                updater.update(Tensors.of(manager, new float[] {gradients[i]}, 1), rates[i]);
            }
            assertThat(parameters.toArray()[0]).as("after step %d", i + 1).isCloseTo(expected[i], ROUNDING);
        }
    }

    @Test
    void updatesWithTheRecordedGradientAndLeavesNothingBehind() {
        FlatParameters parameters = one();
        Updater updater = Adam.adam(0).start(parameters);
        int before = manager.getManagedArrays().size();
        for (int i = 0; i < 3; i++) {
            try (Step step = Step.training()) {
                step.backward(Scalars.power(parameters.record().get(0), 2).sum());
                updater.update(0.1);
            }
        }
        assertThat(parameters.toArray()[0]).isCloseTo(0.7f, within(0.01f));
        assertThat(manager.getManagedArrays()).hasSize(before);
    }

    @Test
    void aRestoredOptimiserGoesOnExactly() {
        for (Optimizer optimizer : new Optimizer[] {new Sgd(0.9, true, 0.01), Adam.adamW(0.1)}) {
            FlatParameters first = one();
            Updater original = optimizer.start(first);
            apply(original, 0.5f, -0.25f);
            FlatParameters second = one();
            second.load(first.save());
            Updater restored = optimizer.start(second);
            restored.restore(original.save());

            apply(original, 0.75f);
            apply(restored, 0.75f);

            assertThat(second.toArray()).isEqualTo(first.toArray());
        }
    }

    @Test
    void stateOfAnotherOptimiserIsRefused() {
        NamedArrays state = new Sgd(0.9, false, 0).start(one()).save();

        assertThatThrownBy(() -> Adam.adam(0).start(one()).restore(state))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Available: momentum");
    }

    @Test
    void badSettingsAreRefused() {
        assertThatThrownBy(() -> new Sgd(1, false, 0)).hasMessageContaining("momentum (1.0)");
        assertThatThrownBy(() -> new Sgd(0, true, 0)).hasMessageContaining("Maybe");
        assertThatThrownBy(() -> new Sgd(0, false, -1)).hasMessageContaining("weightDecay (-1.0)");
        assertThatThrownBy(() -> new Adam(0.9, 1, 1e-8, 0, false)).hasMessageContaining("beta2 (1.0)");
        assertThatThrownBy(() -> new Adam(0.9, 0.999, 0, 0, false)).hasMessageContaining("epsilon (0.0)");
        assertThatThrownBy(() -> Adam.adam(Double.NaN)).hasMessageContaining("weightDecay (NaN)");
    }

    @Test
    void clippingScalesTheWholeGradient() {
        ParameterLayout.Builder layout = ParameterLayout.builder();
        int a = layout.add("a", Initial.ones(), 2);
        FlatParameters parameters = FlatParameters.create(manager, layout.build(), new SplittableRandom(1));
        try (Step step = Step.training()) {
            // The gradient is (3, −4): its norm is 5.
            Weights weights = parameters.record();
            step.backward(Tensors.multiply(weights.get(a), Tensors.of(manager, new float[] {3, -4}, 2))
                    .sum());

            assertThat(Gradients.clipByNorm(parameters, 10)).isCloseTo(5, within(1e-6));
            assertThat(parameters.gradient().toFloatArray()).containsExactly(3, -4);
            assertThat(Gradients.clipByNorm(parameters, 1)).isCloseTo(5, within(1e-6));
            assertThat(parameters.gradient().toFloatArray()).containsExactly(new float[] {0.6f, -0.8f}, within(1e-5f));
        }
    }

    private void apply(Updater updater, float... gradients) {
        for (float gradient : gradients) {
            try (Step step = Step.evaluating()) {
                updater.update(Tensors.of(manager, new float[] {gradient}, 1), 0.1);
            }
        }
    }

    private FlatParameters one() {
        ParameterLayout.Builder layout = ParameterLayout.builder();
        layout.add("w", Initial.ones(), 1);
        return FlatParameters.create(manager, layout.build(), new SplittableRandom(1));
    }
}
