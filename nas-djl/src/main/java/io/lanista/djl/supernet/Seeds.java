package io.lanista.djl.supernet;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The generators of one run. Each epoch has one of its own, so that it is the same whether or not the earlier ones ran in the
 * same process.
 *
 * @param seed the experiment's seed
 */
record Seeds(long seed) {
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;
    private static final int INITIAL = 1;
    private static final int HALVES = 2;
    private static final int EPOCHS = 3;
    private static final int OWN = 4;

    /** For initial weights. */
    RandomGenerator initial() {
        return generator(INITIAL, 0);
    }

    /** For the division of the data. */
    RandomGenerator halves() {
        return generator(HALVES, 0);
    }

    /** For an epoch, from 1. */
    RandomGenerator epoch(int number) {
        return generator(EPOCHS, number);
    }

    /**
     * For whatever else a trainer draws; always the same for one purpose.
     *
     * @param purpose from 0
     */
    RandomGenerator own(int purpose) {
        return generator(OWN + purpose, 0);
    }

    private RandomGenerator generator(int kind, int number) {
        long mixed = mix(mix(seed + kind * GOLDEN_RATIO) + (number + 1L) * GOLDEN_RATIO);
        return RandomGeneratorFactory.of("L64X128MixRandom").create(mixed);
    }

    /** The finaliser of SplitMix64 (Steele et al., "Fast splittable pseudorandom number generators", 2014). */
    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
