package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import io.lanista.api.model.Shape;
import io.lanista.api.space.Choices;
import java.util.List;

/** A part of a supernet: what one operation of the space became. */
interface Part {
    /** The shape of one example at the output. */
    Shape output();

    /** The output for a batch. */
    NDArray apply(List<NDArray> inputs, MixedPass pass);

    /**
     * Says which of this part's layers a frozen network has, and where.
     *
     * @param frozen the operation's path in the frozen network
     */
    void trace(Choices choices, String frozen, Origins paths);

    /**
     * What it is expected to cost, if every decision is drawn by its candidates' probabilities.
     *
     * @param pass knows the architecture parameters
     */
    ExpectedCost cost(Cost cost, MixedPass pass);

    /** Whether the output is always zero. */
    default boolean isZero() {
        return false;
    }

    /** Whether the output is the input, or a smaller form of it. */
    default boolean isSkip() {
        return false;
    }

    /** Whether anything in it is trained. */
    default boolean hasWeights() {
        return true;
    }
}
