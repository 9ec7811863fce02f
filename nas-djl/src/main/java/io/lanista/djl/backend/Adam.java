package io.lanista.djl.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Adam (Kingma and Ba, 2015) and AdamW (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019), with the
 * formulas of {@code torch.optim.Adam} and {@code AdamW}:
 *
 * <pre>
 * g ← g + weightDecay · w                  (Adam)      or      w ← w − rate · weightDecay · w      (AdamW)
 * m ← β₁ · m + (1 − β₁) · g
 * v ← β₂ · v + (1 − β₂) · g²
 * w ← w − rate · (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε)
 * </pre>
 *
 * @param beta1 decay of the first moment, in {@code [0, 1)}
 * @param beta2 decay of the second moment, in {@code [0, 1)}
 * @param epsilon positive
 * @param weightDecay at least 0
 * @param decoupled whether the weight decay is AdamW's
 */
public record Adam(double beta1, double beta2, double epsilon, double weightDecay, boolean decoupled)
        implements Optimizer {
    private static final float UNCLIPPED = -1;

    public Adam {
        if (!(beta1 >= 0 && beta1 < 1) || !(beta2 >= 0 && beta2 < 1)) {
            throw new IllegalArgumentException(
                    String.format("beta1 (%s) and beta2 (%s) must be in [0, 1).", beta1, beta2));
        }
        if (!(epsilon > 0)) {
            throw new IllegalArgumentException(String.format("epsilon (%s) must be positive.", epsilon));
        }
        if (!(weightDecay >= 0)) {
            throw new IllegalArgumentException(String.format("weightDecay (%s) must be at least 0.", weightDecay));
        }
    }

    /** Adam with PyTorch's defaults: β = (0.9, 0.999), ε = 10⁻⁸, and the given weight decay (PyTorch's is 0). */
    public static Adam adam(double weightDecay) {
        return new Adam(0.9, 0.999, 1e-8, weightDecay, false);
    }

    /** AdamW with PyTorch's defaults: β = (0.9, 0.999), ε = 10⁻⁸, and the given weight decay (PyTorch's is 0.01). */
    public static Adam adamW(double weightDecay) {
        return new Adam(0.9, 0.999, 1e-8, weightDecay, true);
    }

    @Override
    public Updater start(FlatParameters parameters) {
        return new Run(parameters);
    }

    private final class Run implements Updater {
        private static final String FIRST = "first moment/";
        private static final String SECOND = "second moment/";
        private static final String STEPS = "steps";

        private final FlatParameters parameters;
        private final PtNDArray first;
        private final PtNDArray second;
        private long steps;

        Run(FlatParameters parameters) {
            this.parameters = parameters;
            Shape shape = new Shape(parameters.layout().count());
            first = Pt.keep(Pt.of(parameters.manager().zeros(shape)));
            second = Pt.keep(Pt.of(parameters.manager().zeros(shape)));
        }

        @Override
        public void update(double rate) {
            update(parameters.gradient(), rate);
        }

        @Override
        public void update(NDArray gradient, double rate) {
            steps++;
            // The native call divides rate' · m by √v + ε'; with these two it computes the formula above. It works with
            // float32 betas, so the corrections do, too.
            double correction1 = 1 - Math.pow((float) beta1, steps);
            double root2 = Math.sqrt(1 - Math.pow((float) beta2, steps));
            JniUtils.adamUpdate(
                    Pt.of(parameters.values()),
                    Pt.of(gradient),
                    first,
                    second,
                    (float) rate,
                    (float) (rate * root2 / correction1),
                    (float) weightDecay,
                    1,
                    UNCLIPPED,
                    (float) beta1,
                    (float) beta2,
                    (float) (epsilon * root2),
                    decoupled);
        }

        @Override
        public NamedArrays save() {
            return NamedArrays.builder()
                    .addAll("", parameters.named(FIRST, first.toFloatArray()))
                    .addAll("", parameters.named(SECOND, second.toFloatArray()))
                    .add(STEPS, new float[] {steps})
                    .build();
        }

        @Override
        public void restore(NamedArrays state) {
            Pt.set(first, parameters.flat(FIRST, state));
            Pt.set(second, parameters.flat(SECOND, state));
            steps = (long) state.values(STEPS)[0];
        }
    }
}
