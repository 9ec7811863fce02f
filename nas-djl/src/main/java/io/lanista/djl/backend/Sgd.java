package io.lanista.djl.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.jspecify.annotations.Nullable;

/**
 * Stochastic gradient descent, with the formulas of {@code torch.optim.SGD} (no dampening):
 *
 * <pre>
 * d ← g + weightDecay · w
 * b ← momentum · b + d                     (b starts at 0)
 * w ← w − rate · b                         or, with Nesterov's rule, w ← w − rate · (d + momentum · b)
 * </pre>
 *
 * <p>The rate isn't part of the momentum, so schedules work as they do in PyTorch.
 *
 * @param momentum in {@code [0, 1)}; 0 for none
 * @param nesterov whether to look ahead; needs momentum
 * @param weightDecay at least 0
 */
public record Sgd(double momentum, boolean nesterov, double weightDecay) implements Optimizer {
    private static final float UNCLIPPED = -1;

    public Sgd {
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException(String.format("momentum (%s) must be in [0, 1).", momentum));
        }
        if (nesterov && momentum == 0) {
            throw new IllegalArgumentException("Nesterov's rule needs momentum. Maybe set momentum to 0.9.");
        }
        if (!(weightDecay >= 0)) {
            throw new IllegalArgumentException(String.format("weightDecay (%s) must be at least 0.", weightDecay));
        }
    }

    @Override
    public Updater start(FlatParameters parameters) {
        return new Run(parameters);
    }

    /** {@code target ← target − rate · (change + decay · target)}, in one native call. */
    private static void subtract(PtNDArray target, PtNDArray change, double rate, double decay) {
        JniUtils.sgdUpdate(target, change, null, (float) rate, (float) decay, 1, UNCLIPPED, 0);
    }

    private final class Run implements Updater {
        private static final String BUFFER = "momentum/";

        private final FlatParameters parameters;
        private final @Nullable PtNDArray buffer;
        private final @Nullable PtNDArray factor;

        Run(FlatParameters parameters) {
            this.parameters = parameters;
            if (momentum == 0) {
                buffer = null;
                factor = null;
            } else {
                buffer = Pt.keep(Pt.of(
                        parameters.manager().zeros(new Shape(parameters.layout().count()))));
                factor = Pt.keep(Pt.scalar(parameters.manager(), momentum));
            }
        }

        @Override
        public void update(double rate) {
            update(parameters.gradient(), rate);
        }

        @Override
        public void update(NDArray gradient, double rate) {
            PtNDArray values = Pt.of(parameters.values());
            PtNDArray change = Pt.of(gradient);
            if (buffer == null || factor == null) {
                subtract(values, change, rate, weightDecay);
                return;
            }
            JniUtils.muli(buffer, factor);
            JniUtils.addi(buffer, change);
            if (weightDecay > 0) {
                subtract(buffer, values, -weightDecay, 0);
            }
            if (nesterov) {
                subtract(values, change, rate, weightDecay);
                subtract(values, buffer, rate * momentum, 0);
            } else {
                subtract(values, buffer, rate, 0);
            }
        }

        @Override
        public NamedArrays save() {
            return buffer == null ? NamedArrays.builder().build() : parameters.named(BUFFER, buffer.toFloatArray());
        }

        @Override
        public void restore(NamedArrays state) {
            if (buffer != null) {
                Pt.set(buffer, parameters.flat(BUFFER, state));
            }
        }
    }
}
