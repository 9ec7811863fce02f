package io.lanista.djl.backend;

import java.util.Optional;

/** A rule by which gradients change parameters: a value, to be {@linkplain #start started} on each set of parameters. */
public interface Optimizer {
    /**
     * Makes the state for one set of parameters, in the manager that owns them. Call it outside a {@link Step}, or in
     * one: the state outlives it.
     */
    Updater start(FlatParameters parameters);

    /**
     * The same for the parameters of several networks, each of which changes as it would alone.
     *
     * @param parameters of a layout made by {@link ParameterLayout#together}
     * @return empty if this optimiser can't, so that the networks are trained one after the other
     */
    default Optional<MemberUpdater> startTogether(FlatParameters parameters) {
        return Optional.empty();
    }
}
