package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Scalars;
import io.lanista.djl.backend.Tensors;
import org.jspecify.annotations.Nullable;

/**
 * An expected cost.
 *
 * @param fixed what no decision changes
 * @param variable what depends on architecture parameters, {@code (1)}; null for nothing
 */
record Expected(double fixed, @Nullable NDArray variable) {
    static final Expected NOTHING = new Expected(0, null);

    static Expected of(double fixed) {
        return new Expected(fixed, null);
    }

    Expected plus(Expected other) {
        NDArray sum = variable == null
                ? other.variable
                : other.variable == null ? variable : Tensors.add(variable, other.variable);
        return new Expected(fixed + other.fixed, sum);
    }

    /**
     * This, with a probability.
     *
     * @param probability {@code (1)}
     */
    Expected times(NDArray probability) {
        NDArray fromFixed = Scalars.times(probability, fixed);
        return new Expected(
                0, variable == null ? fromFixed : Tensors.add(fromFixed, Tensors.multiply(probability, variable)));
    }

    /** This, with a probability that no architecture parameter changes. */
    Expected times(double probability) {
        return new Expected(probability * fixed, variable == null ? null : Scalars.times(variable, probability));
    }
}
