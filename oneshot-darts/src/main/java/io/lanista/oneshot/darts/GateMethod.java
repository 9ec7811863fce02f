package io.lanista.oneshot.darts;

import io.lanista.djl.backend.FlatParameters;
import io.lanista.djl.supernet.AlphaSlot;
import io.lanista.djl.supernet.ChoiceSite;
import io.lanista.djl.supernet.MixedBlock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * ProxylessNAS. After a step of the architecture, the two candidates of a decision that were drawn are moved together, so that the
 * probabilities of the others are what they were (Cai, Zhu and Han 2019, appendix C).
 */
final class GateMethod implements Method {
    /** How many batches lie between two steps of the architecture (the authors' program: 5). */
    private static final int EVERY = 5;

    private final Map<AlphaSlot, int[]> drawn = new LinkedHashMap<>();
    private boolean isExpected;
    private boolean isArchitectureStep;

    @Override
    public MixedBlock mix(ChoiceSite site) {
        return new BinaryGateMix(site, this);
    }

    boolean isExpected() {
        return isExpected;
    }

    boolean isArchitectureStep() {
        return isArchitectureStep;
    }

    void drew(AlphaSlot slot, int first, int second) {
        drawn.put(slot, new int[] {first, second});
    }

    @Override
    public int architectureEvery() {
        return EVERY;
    }

    /** None: what wasn't drawn isn't moved by what was drawn before. */
    @Override
    public double firstMoment() {
        return 0;
    }

    @Override
    public void architectureStep(FlatParameters alphas, Runnable step) {
        float[] before = alphas.toArray();
        drawn.clear();
        isArchitectureStep = true;
        try {
            step.run();
        } finally {
            isArchitectureStep = false;
        }
        float[] after = alphas.toArray();
        drawn.forEach((slot, pair) -> keepShare(before, after, alphas.layout().offset(slot.index()), pair));
        alphas.set(after);
    }

    /** Moves both by the same, so that the sum of their exponentials is what it was. */
    static void keepShare(float[] before, float[] after, int offset, int[] pair) {
        double old = Math.exp(before[offset + pair[0]]) + Math.exp(before[offset + pair[1]]);
        double now = Math.exp(after[offset + pair[0]]) + Math.exp(after[offset + pair[1]]);
        double shift = Math.log(old / now);
        for (int candidate : pair) {
            after[offset + candidate] = (float) (after[offset + candidate] + shift);
        }
    }

    /** With the expected network, in which nothing is drawn. */
    @Override
    public double smoothly(DoubleSupplier measurement) {
        isExpected = true;
        try {
            return measurement.getAsDouble();
        } finally {
            isExpected = false;
        }
    }
}
