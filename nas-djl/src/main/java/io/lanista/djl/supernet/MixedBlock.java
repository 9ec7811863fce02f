package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Locale;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Stands in the place of one choice in a supernet. Made once for each place by a {@link MixedBlockFactory}; places with one
 * label share their architecture parameters. Holds no tensors.
 */
@ConsumerType
public interface MixedBlock {
    /**
     * The output for a batch.
     *
     * @param inputs the choice's inputs, {@code (batch, …)}, for its {@linkplain ChoiceSite#branches() branches}
     * @param pass parameters, mode and generator of this pass
     */
    NDArray forward(List<NDArray> inputs, MixedPass pass);

    /**
     * Whether the output adds nothing to the sum that it is for, so that a cell needn't ask for it. Never so by default.
     *
     * @param pass knows the architecture parameters
     */
    default boolean isLeftOut(MixedPass pass) {
        return false;
    }

    /**
     * The probabilities as a tensor that depends on the architecture parameters, so that an expected cost has a gradient. Of all
     * places with one label, the first one is asked.
     *
     * @return {@code (branches)}
     * @throws UnsupportedOperationException unless overridden
     */
    default NDArray relaxedProbabilities(MixedPass pass) {
        throw new UnsupportedOperationException(String.format(
                Locale.ROOT,
                "The mixed block (%s) doesn't say how its probabilities depend on its parameters, so there is no expected cost."
                        + " Maybe override relaxedProbabilities.",
                getClass().getName()));
    }

    /**
     * The weight of each candidate, in their order, summing to 1. Of all places with one label, the first one is asked.
     *
     * @param alphas the current architecture parameters
     */
    double[] probabilities(Alphas alphas);

    /**
     * How much the output counts beside those that it is added to: a node of a cell keeps the edges with the largest product of
     * this and their best candidate's probability. Of all places with one label, the first one is asked.
     *
     * @param alphas the current architecture parameters
     */
    default double strength(Alphas alphas) {
        return 1;
    }

    /**
     * Sets the parameters to values with which the output is that of one candidate, so that an architecture can be measured inside
     * the supernet. Choices whose outputs are added up may count as parts of the sum, all alike. Of all places with one label, the
     * first one is asked.
     *
     * @throws UnsupportedOperationException unless overridden
     */
    default void choose(int candidate, AlphaValues values) {
        throw new UnsupportedOperationException(String.format(
                Locale.ROOT,
                "The mixed block (%s) doesn't say which parameters choose one candidate. Maybe override choose.",
                getClass().getName()));
    }

    /**
     * Sets the parameters to values with which the output adds nothing to the sum that it is for: an edge that a cell drops. Of all
     * places with one label, the first one is asked.
     *
     * @throws UnsupportedOperationException unless overridden, or if that can't be
     */
    default void leaveOut(AlphaValues values) {
        throw new UnsupportedOperationException(String.format(
                Locale.ROOT,
                "The mixed block (%s) doesn't say which parameters leave its output out. Maybe override leaveOut.",
                getClass().getName()));
    }
}
