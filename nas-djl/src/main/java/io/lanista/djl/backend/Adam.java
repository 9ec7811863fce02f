package io.lanista.djl.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Locale;
import java.util.Optional;

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
    private static final String FIRST = "first moment/";
    private static final String SECOND = "second moment/";
    private static final String STEPS = "steps";

    public Adam {
        if (!(beta1 >= 0 && beta1 < 1) || !(beta2 >= 0 && beta2 < 1)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "beta1 (%s) and beta2 (%s) must be in [0, 1).", beta1, beta2));
        }
        if (!(epsilon > 0)) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "epsilon (%s) must be positive.", epsilon));
        }
        if (!(weightDecay >= 0)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "weightDecay (%s) must be at least 0.", weightDecay));
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

    @Override
    public Optional<MemberUpdater> startTogether(FlatParameters parameters) {
        return Optional.of(new Together(parameters));
    }

    /**
     * One step, in one native call, which divides rate' · m by √v + ε'; with these two it computes the formula above. It works with
     * float32 betas, so the corrections do, too.
     *
     * @param steps with this one
     */
    private void step(
            PtNDArray values, PtNDArray gradient, PtNDArray first, PtNDArray second, double rate, long steps) {
        double root2 = root2(steps);
        JniUtils.adamUpdate(
                values,
                gradient,
                first,
                second,
                (float) rate,
                (float) (rate * root2 / correction1(steps)),
                (float) weightDecay,
                1,
                UNCLIPPED,
                (float) beta1,
                (float) beta2,
                (float) (epsilon * root2),
                decoupled);
    }

    private double correction1(long steps) {
        return 1 - Math.pow((float) beta1, steps);
    }

    private double root2(long steps) {
        return Math.sqrt(1 - Math.pow((float) beta2, steps));
    }

    private final class Run implements Updater {
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
            step(Pt.of(parameters.values()), Pt.of(gradient), first, second, rate, steps);
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

    /** Several networks: in one native call where all are at the same step with the same rate, else number by number. */
    private final class Together implements MemberUpdater {
        private final FlatParameters parameters;
        private final PtNDArray first;
        private final PtNDArray second;
        private final long[] steps;

        Together(FlatParameters parameters) {
            this.parameters = parameters;
            Shape shape = new Shape(parameters.layout().count());
            first = Pt.keep(Pt.of(parameters.manager().zeros(shape)));
            second = Pt.keep(Pt.of(parameters.manager().zeros(shape)));
            steps = new long[parameters.layout().members()];
        }

        @Override
        public void update(double... rates) {
            boolean alike = true;
            for (int member = 0; member < steps.length; member++) {
                steps[member] += Double.isNaN(rates[member]) ? 0 : 1;
                alike &= rates[member] == rates[0] && steps[member] == steps[0];
            }
            PtNDArray gradient = Pt.of(parameters.gradient());
            if (alike) {
                step(Pt.of(parameters.values()), gradient, first, second, rates[0], steps[0]);
            } else {
                each(gradient, rates);
            }
        }

        /** One that sits out has 1 and 0 for the decays of its moments, and 0 for its rate, which changes no digit of it. */
        private void each(PtNDArray gradient, double... rates) {
            int members = rates.length;
            double[] keep1 = new double[members];
            double[] keep2 = new double[members];
            double[] scaled = new double[members];
            double[] small = new double[members];
            double[] decays = new double[members];
            for (int member = 0; member < members; member++) {
                boolean sitsOut = Double.isNaN(rates[member]);
                long step = Math.max(1, steps[member]);
                keep1[member] = sitsOut ? 1 : beta1;
                keep2[member] = sitsOut ? 1 : beta2;
                scaled[member] = sitsOut ? 0 : -rates[member] * root2(step) / correction1(step);
                small[member] = epsilon * root2(step);
                decays[member] = sitsOut ? 0 : decoupled ? -rates[member] * weightDecay : weightDecay;
            }
            PtNDArray values = Pt.of(parameters.values());
            PtNDArray change = gradient;
            if (weightDecay > 0) {
                PtNDArray decay = JniUtils.mul(values, spread(decays));
                if (decoupled) {
                    JniUtils.addi(values, decay);
                } else {
                    change = JniUtils.add(change, decay);
                }
            }
            PtNDArray decay1 = spread(keep1);
            PtNDArray decay2 = spread(keep2);
            JniUtils.muli(first, decay1);
            JniUtils.addi(first, JniUtils.mul(change, oneMinus(decay1)));
            JniUtils.muli(second, decay2);
            JniUtils.addi(second, JniUtils.mul(JniUtils.square(change), oneMinus(decay2)));
            PtNDArray root = JniUtils.add(JniUtils.sqrt(second), spread(small));
            JniUtils.addi(values, JniUtils.mul(spread(scaled), JniUtils.div(first, root)));
        }

        private PtNDArray spread(double... numbers) {
            return Pt.of(parameters.spread(numbers));
        }

        private PtNDArray oneMinus(PtNDArray share) {
            return Pt.of(Scalars.plus(Scalars.times(share, -1), 1));
        }

        @Override
        public NamedArrays save(int member) {
            return NamedArrays.builder()
                    .addAll("", parameters.named(FIRST, first.toFloatArray(), member))
                    .addAll("", parameters.named(SECOND, second.toFloatArray(), member))
                    .add(STEPS, new float[] {steps[member]})
                    .build();
        }

        @Override
        public void restore(int member, NamedArrays state) {
            Pt.set(first, parameters.flat(FIRST, state, member, first.toFloatArray()));
            Pt.set(second, parameters.flat(SECOND, state, member, second.toFloatArray()));
            steps[member] = (long) state.values(STEPS)[0];
        }
    }
}
