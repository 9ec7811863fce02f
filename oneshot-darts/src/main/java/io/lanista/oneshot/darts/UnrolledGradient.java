package io.lanista.oneshot.darts;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.FlatParameters;
import io.lanista.djl.backend.Step;
import io.lanista.djl.supernet.Alphas;

/**
 * The gradient of the validation loss after one virtual step of the weights (Liu et al. 2019, equations 6 to 8):
 *
 * <pre>
 * w' = w − ξ ∇w Ltrain(w, α)
 * ∇α Lval(w', α) − ξ (∇α Ltrain(w⁺, α) − ∇α Ltrain(w⁻, α)) / 2ε,   w± = w ± ε ∇w' Lval(w', α),   ε = 0.01 / ‖∇w' Lval(w', α)‖
 * </pre>
 *
 * <p>The weights are really moved, and are afterwards bit by bit what they were.
 */
final class UnrolledGradient {
    private static final double SCALE = 0.01;

    private final FlatParameters weights;
    private final FlatParameters architecture;

    UnrolledGradient(FlatParameters weights, FlatParameters architecture) {
        this.weights = weights;
        this.architecture = architecture;
    }

    /**
     * The gradient for the architecture parameters.
     *
     * @param rate ξ, the learning rate of the virtual step
     */
    float[] compute(Bilevel losses, double rate) {
        float[] before = weights.toArray();
        try {
            move(before, -rate, weightGradient(losses));
            float[] ahead;
            float[] direction;
            try (Step step = Step.training()) {
                step.backward(losses.validation(weights.record(), Alphas.of(architecture.record())));
                ahead = array(architecture.gradient());
                direction = array(weights.gradient());
            }
            double norm = norm(direction);
            if (norm == 0) {
                return ahead;
            }
            double epsilon = SCALE / norm;
            move(before, epsilon, direction);
            float[] plus = architectureGradient(losses);
            move(before, -epsilon, direction);
            float[] minus = architectureGradient(losses);
            for (int i = 0; i < ahead.length; i++) {
                ahead[i] -= (float) (rate * (plus[i] - minus[i]) / (2 * epsilon));
            }
            return ahead;
        } finally {
            weights.set(before);
        }
    }

    private float[] weightGradient(Bilevel losses) {
        try (Step step = Step.training()) {
            step.backward(losses.train(weights.record(), Alphas.of(architecture.view())));
            return array(weights.gradient());
        }
    }

    private float[] architectureGradient(Bilevel losses) {
        try (Step step = Step.training()) {
            step.backward(losses.train(weights.view(), Alphas.of(architecture.record())));
            return array(architecture.gradient());
        }
    }

    private void move(float[] from, double factor, float[] direction) {
        float[] moved = from.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += (float) (factor * direction[i]);
        }
        weights.set(moved);
    }

    private static float[] array(NDArray gradient) {
        return gradient.toFloatArray();
    }

    static double norm(float[] vector) {
        double sum = 0;
        for (float element : vector) {
            sum += (double) element * element;
        }
        return Math.sqrt(sum);
    }
}
