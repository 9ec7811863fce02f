package io.lanista.djl.train;

/** Called before each batch of an epoch; what it throws ends the epoch. */
@FunctionalInterface
interface BatchWatch {
    /**
     * A batch follows.
     *
     * @param done how many batches of the epoch are done
     * @param all how many it has
     */
    void beforeBatch(int done, int all);
}
