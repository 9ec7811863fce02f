package io.lanista.djl.backend;

/**
 * An optimiser at work on the parameters of several networks at once, with a rate and a count of steps of its own for each, so that each
 * changes as it would alone. Belongs to the trial that owns them: one thread at a time. Call it inside the {@link Step} that computed
 * the gradient.
 */
public interface MemberUpdater {
    /**
     * Takes one step with the gradient of the parameters' last {@link FlatParameters#record()}.
     *
     * @param rates the learning rate of each network; not a number for one that sits this step out, whose parameters and state stay
     *     as they are
     * @throws IllegalStateException if there is no gradient
     */
    void update(double... rates);

    /** A copy of one network's state, as {@link Updater#save} gives it where it trains alone. */
    NamedArrays save(int member);

    /**
     * Goes on from a state that was saved.
     *
     * @throws IllegalArgumentException if it is the state of another optimiser or of other parameters
     */
    void restore(int member, NamedArrays state);
}
