package io.lanista.djl.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Locale;
import java.util.Optional;
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
    private static final String BUFFER = "momentum/";

    public Sgd {
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "momentum (%s) must be in [0, 1).", momentum));
        }
        if (nesterov && momentum == 0) {
            throw new IllegalArgumentException("Nesterov's rule needs momentum. Maybe set momentum to 0.9.");
        }
        if (!(weightDecay >= 0)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "weightDecay (%s) must be at least 0.", weightDecay));
        }
    }

    @Override
    public Updater start(FlatParameters parameters) {
        return new Run(parameters);
    }

    @Override
    public Optional<MemberUpdater> startTogether(FlatParameters parameters) {
        return Optional.of(new Together(parameters));
    }

    /** {@code target ← target − rate · (change + decay · target)}, in one native call. */
    private static void subtract(PtNDArray target, PtNDArray change, double rate, double decay) {
        JniUtils.sgdUpdate(target, change, null, (float) rate, (float) decay, 1, UNCLIPPED, 0);
    }

    /**
     * One step.
     *
     * @param buffer of the momentum, null for none
     * @param factor the momentum, null for none
     */
    private void step(
            PtNDArray values, PtNDArray change, @Nullable PtNDArray buffer, @Nullable PtNDArray factor, double rate) {
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

    private final class Run implements Updater {
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
            step(Pt.of(parameters.values()), Pt.of(gradient), buffer, factor, rate);
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

    /** Several networks: in few native calls where all take the step with the same rate, else number by number. */
    private final class Together implements MemberUpdater {
        private final FlatParameters parameters;
        private final PtNDArray buffer;
        private final PtNDArray factor;

        Together(FlatParameters parameters) {
            this.parameters = parameters;
            buffer = Pt.keep(Pt.of(
                    parameters.manager().zeros(new Shape(parameters.layout().count()))));
            factor = Pt.keep(Pt.scalar(parameters.manager(), momentum));
        }

        @Override
        public void update(double... rates) {
            PtNDArray values = Pt.of(parameters.values());
            PtNDArray gradient = Pt.of(parameters.gradient());
            boolean alike = true;
            for (double rate : rates) {
                alike &= rate == rates[0];
            }
            if (alike) {
                step(values, gradient, momentum == 0 ? null : buffer, factor, rates[0]);
            } else {
                each(values, gradient, rates);
            }
        }

        /** One that sits out has 1 for its momentum and 0 for all else, which changes no digit of it. */
        private void each(PtNDArray values, PtNDArray gradient, double... rates) {
            int members = rates.length;
            double[] keep = new double[members];
            double[] take = new double[members];
            double[] along = new double[members];
            double[] ahead = new double[members];
            for (int member = 0; member < members; member++) {
                boolean sitsOut = Double.isNaN(rates[member]);
                keep[member] = sitsOut ? 1 : momentum;
                take[member] = sitsOut ? 0 : 1;
                along[member] = sitsOut ? 0 : -rates[member] * (nesterov ? momentum : 1);
                ahead[member] = sitsOut ? 0 : -rates[member];
            }
            PtNDArray change = gradient;
            if (weightDecay > 0) {
                change = JniUtils.add(change, Pt.of(Scalars.times(values, weightDecay)));
            }
            JniUtils.muli(buffer, spread(keep));
            JniUtils.addi(buffer, JniUtils.mul(change, spread(take)));
            JniUtils.addi(values, JniUtils.mul(buffer, spread(along)));
            if (nesterov) {
                JniUtils.addi(values, JniUtils.mul(change, spread(ahead)));
            }
        }

        private PtNDArray spread(double... numbers) {
            return Pt.of(parameters.spread(numbers));
        }

        @Override
        public NamedArrays save(int member) {
            return momentum == 0
                    ? NamedArrays.builder().build()
                    : parameters.named(BUFFER, buffer.toFloatArray(), member);
        }

        @Override
        public void restore(int member, NamedArrays state) {
            if (momentum > 0) {
                Pt.set(buffer, parameters.flat(BUFFER, state, member, buffer.toFloatArray()));
            }
        }
    }
}
