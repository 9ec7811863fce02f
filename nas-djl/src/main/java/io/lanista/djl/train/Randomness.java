package io.lanista.djl.train;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The generators of one trial. Each epoch has one of its own that follows from the trial's seed and the epoch's number
 * alone, so an epoch is the same whether or not the earlier ones ran in the same process.
 *
 * @param seed the trial's seed
 */
record Randomness(long seed) {
    private static final String ALGORITHM = "L64X128MixRandom";
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

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
        return RandomGeneratorFactory.of(ALGORITHM).create(mixed(seed + GOLDEN_RATIO * (number + 1L)));
    }

    /** The finaliser of SplitMix64 (Steele et al., "Fast splittable pseudorandom number generators", 2014). */
    private static long mixed(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
