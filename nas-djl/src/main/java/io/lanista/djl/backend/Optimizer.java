package io.lanista.djl.backend;

/** A rule by which gradients change parameters: a value, to be {@linkplain #start started} on each set of parameters. */
public interface Optimizer {
    /**
     * Makes the state for one set of parameters, in the manager that owns them. Call it outside a {@link Step}, or in
     * one: the state outlives it.
     */
    Updater start(FlatParameters parameters);
}
