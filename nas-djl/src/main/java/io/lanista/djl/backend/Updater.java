package io.lanista.djl.backend;

import ai.djl.ndarray.NDArray;

/**
 * An optimiser at work on one set of parameters. Belongs to the trial that owns them: one thread at a time. Call it
 * inside the {@link Step} that computed the gradient.
 */
public interface Updater {
    /**
     * Takes one step with the gradient of the parameters' last {@link FlatParameters#record()}.
     *
     * @param rate the learning rate of this step
     * @throws IllegalStateException if there is no gradient
     */
    void update(double rate);

    /**
     * Takes one step with a given gradient.
     *
     * @param gradient flat, {@code (count)}; not changed
     * @param rate the learning rate of this step
     */
    void update(NDArray gradient, double rate);

    /** A copy of the state: with it and the parameters, training can go on elsewhere. */
    NamedArrays save();

    /**
     * Goes on from a saved state.
     *
     * @throws IllegalArgumentException if it is the state of another optimiser or of other parameters
     */
    void restore(NamedArrays state);
}
