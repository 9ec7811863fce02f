package io.lanista.djl.supernet;

import io.lanista.base.random.Seeds;
import java.util.random.RandomGenerator;

/**
 * The generators of one run. Each epoch has one of its own, so that it is the same whether or not the earlier ones ran in the
 * same process.
 *
 * @param seed the experiment's seed
 */
record RunGenerators(long seed) {
    private static final int INITIAL = Seeds.OTHER_USES;
    private static final int HALVES = INITIAL + 1;
    private static final int EPOCHS = INITIAL + 2;
    private static final int OWN = INITIAL + 3;

    /** For initial weights. */
    RandomGenerator initial() {
        return new Seeds(seed).generator(INITIAL, 0);
    }

    /** For the division of the data. */
    RandomGenerator halves() {
        return new Seeds(seed).generator(HALVES, 0);
    }

    /** For an epoch, from 1. */
    RandomGenerator epoch(int number) {
        return new Seeds(seed).generator(EPOCHS, number);
    }

    /**
     * For what else a trainer draws; always the same for one purpose.
     *
     * @param purpose from 0
     */
    RandomGenerator own(int purpose) {
        return new Seeds(seed).generator(OWN + purpose, 0);
    }
}
