package io.lanista.djl.train;

import io.lanista.djl.backend.NamedArrays;

/** A network in training, alone or among others. One thread. */
interface Trainee {
    /** A copy of its weights and running statistics. */
    NamedArrays weights();

    /**
     * Starts from these weights instead of random ones.
     *
     * @throws IllegalArgumentException if they are those of another architecture
     */
    void start(NamedArrays weights);

    /** A copy of the optimiser's state. */
    NamedArrays optimizer();

    /** How many epochs are done. */
    int epoch();

    /** The mean loss of the last epoch; not a number if it counted none. */
    double trainLoss();

    /** Whether all outputs of the last measurement were finite numbers. */
    boolean isFinite();

    /** Goes on from an earlier state of the same training. */
    void restore(Checkpoint checkpoint);
}
