package io.lanista.djl.train;

import io.lanista.base.random.Seeds;
import java.util.random.RandomGenerator;

/**
 * The generators of one trial. Each epoch has one of its own that follows from the trial's seed and the epoch's number
 * alone, so an epoch is the same whether or not the earlier ones ran in the same process.
 *
 * @param seed the trial's seed
 */
record TrialGenerators(long seed) {
    private static final int EPOCHS = Seeds.OTHER_USES;

    /** For the initial weights. */
    RandomGenerator initial() {
        return epoch(0);
    }

    /**
     * For the order of examples, augmentation and masks of an epoch.
     *
     * @param number from 1
     */
    RandomGenerator epoch(int number) {
        return new Seeds(seed).generator(EPOCHS, number);
    }
}
