package io.lanista.djl.backend;

import java.util.Locale;

/** The learning rate of each step, a pure function of the step's number. A caller may count epochs instead of steps. */
@FunctionalInterface
public interface Schedule {
    /**
     * The rate of a step.
     *
     * @param step counted from 0
     */
    double rate(long step);

    /** Always the same. */
    static Schedule constant(double rate) {
        return step -> rate;
    }

    /**
     * Half a cosine from {@code rate} down to {@code floor} (Loshchilov and Hutter, "SGDR", 2017, equation 5, without
     * restarts), after a linear warm-up from {@code rate / warmUp}. From {@code total} on it stays at {@code floor}.
     *
     * @param total steps in all, more than {@code warmUp}
     * @param warmUp steps of warm-up; 0 for none
     */
    static Schedule cosine(double rate, double floor, long total, long warmUp) {
        if (warmUp < 0 || total <= warmUp) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "A cosine schedule needs 0 ≤ warmUp < total, but warmUp is (%d) and total (%d).",
                    warmUp,
                    total));
        }
        return step -> {
            if (step < warmUp) {
                return rate * (step + 1) / warmUp;
            }
            double progress = Math.min(1, (double) (step - warmUp) / (total - warmUp));
            return floor + (rate - floor) * (1 + Math.cos(Math.PI * progress)) / 2;
        };
    }

    /**
     * Multiplied by {@code factor} after every {@code every} steps.
     *
     * @param every at least 1
     */
    static Schedule step(double rate, long every, double factor) {
        if (every < 1) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "every (%d) must be at least 1.", every));
        }
        return step -> rate * Math.pow(factor, Math.floorDiv(step, every));
    }
}
