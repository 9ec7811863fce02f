package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Scalars;
import io.lanista.djl.backend.Tensors;
import org.jspecify.annotations.Nullable;

/**
 * What a part of a supernet is expected to cost, if each decision is drawn by its probabilities: a choice between a layer of 100
 * parameters with probability .7 and one of none costs 70. Sums and products of such costs have a gradient for the architecture
 * parameters.
 *
 * @param fixed what no decision changes
 * @param variable what depends on architecture parameters, {@code (1)}; null for nothing
 */
record ExpectedCost(double fixed, @Nullable NDArray variable) {
    static final ExpectedCost NOTHING = new ExpectedCost(0, null);

    static ExpectedCost of(double fixed) {
        return new ExpectedCost(fixed, null);
    }

    ExpectedCost plus(ExpectedCost other) {
        NDArray sum = variable == null
                ? other.variable
                : other.variable == null ? variable : Tensors.add(variable, other.variable);
        return new ExpectedCost(fixed + other.fixed, sum);
    }

    /**
     * This, with a probability.
     *
     * @param probability {@code (1)}
     */
    ExpectedCost times(NDArray probability) {
        NDArray fromFixed = Scalars.times(probability, fixed);
        return new ExpectedCost(
                0, variable == null ? fromFixed : Tensors.add(fromFixed, Tensors.multiply(probability, variable)));
    }

    /** This, with a probability that no architecture parameter changes. */
    ExpectedCost times(double probability) {
        return new ExpectedCost(probability * fixed, variable == null ? null : Scalars.times(variable, probability));
    }
}
