package io.lanista.oneshot.darts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.djl.backend.Adam;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.backend.FlatParameters;
import io.lanista.djl.backend.Initial;
import io.lanista.djl.backend.ParameterLayout;
import io.lanista.djl.backend.Scalars;
import io.lanista.djl.backend.Step;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.backend.Updater;
import io.lanista.djl.backend.Weights;
import io.lanista.djl.supernet.AlphaSlot;
import io.lanista.djl.supernet.Alphas;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On the problem of Liu et al. 2019, figure 2: {@code Lval = αw − 2α + 1}, {@code Ltrain = w² − 2αw + α²}. */
class UnrolledGradientTest {
    private static final AlphaSlot FIRST = new AlphaSlot(0);
    private static final Bilevel QUADRATIC = new Bilevel() {
        @Override
        public NDArray train(Weights weights, Alphas alphas) {
            NDArray difference = Tensors.add(weights.get(0), Scalars.times(alphas.get(FIRST), -1));
            return Tensors.multiply(difference, difference);
        }

        @Override
        public NDArray validation(Weights weights, Alphas alphas) {
            NDArray product = Tensors.multiply(alphas.get(FIRST), weights.get(0));
            return Scalars.plus(Tensors.add(product, Scalars.times(alphas.get(FIRST), -2)), 1);
        }
    };

    private static FlatParameters single(NDManager manager, double value) {
        ParameterLayout.Builder layout = ParameterLayout.builder();
        layout.add("value", Initial.constant(value), 1);
        return FlatParameters.create(manager, layout.build(), new Random(1));
    }

    @ParameterizedTest
    @CsvSource({"2, -2, 0.1", "0.5, 3, 0.25", "-1, 0.25, 0.01", "2, -2, 0"})
    void isTheExactDerivativeThroughOneStepOfTheWeights(double alpha, double weight, double rate) {
        try (NDManager manager = Backend.start().newManager()) {
            FlatParameters weights = single(manager, weight);
            FlatParameters architecture = single(manager, alpha);
            float gradient = new UnrolledGradient(weights, architecture).compute(QUADRATIC, rate)[0];
            // w' = w − ξ·2(w − α), so dw'/dα = 2ξ, and dLval/dα = w' − 2 + α·dw'/dα.
            double ahead = weight - rate * 2 * (weight - alpha);
            assertThat((double) gradient).isCloseTo(ahead - 2 + alpha * 2 * rate, within(2e-3));
            assertThat(weights.toArray()).containsExactly((float) weight);
        }
    }

    @Test
    void secondOrderReachesTheOptimumAndFirstOrderDoesNot() {
        assertThat(search(0.5)).isCloseTo(1, within(0.05));
        assertThat(Math.abs(search(0) - 1)).isGreaterThan(0.5);
    }

    /** Alternates steps as in the paper's figure, whose optimum is α = w = 1, and returns α. */
    private static double search(double rate) {
        try (NDManager manager = Backend.start().newManager()) {
            FlatParameters weights = single(manager, -2);
            FlatParameters architecture = single(manager, 2);
            UnrolledGradient unrolled = new UnrolledGradient(weights, architecture);
            Updater updater = Adam.adam(0).start(architecture);
            for (int i = 0; i < 400; i++) {
                float[] gradient = unrolled.compute(QUADRATIC, rate);
                try (Step step = Step.evaluating()) {
                    updater.update(Tensors.of(manager, gradient, 1), 0.02);
                }
                float w = weights.toArray()[0];
                float a = architecture.toArray()[0];
                weights.set(new float[] {w - 0.1f * 2 * (w - a)});
            }
            return architecture.toArray()[0];
        }
    }
}
