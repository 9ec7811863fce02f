package io.lanista.testkit;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Seeds derived from seeds, and the generator that the host uses. */
final class Seeds {
    private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
            RandomGeneratorFactory.of("L64X128MixRandom");

    private Seeds() {}

    /** A generator for the place {@code index} in a run with this seed. */
    static RandomGenerator generator(long seed, long index) {
        return FACTORY.create(mix(seed, index));
    }

    /** Both numbers mixed: SplitMix64's finaliser (Steele, Lea and Flood, OOPSLA 2014). */
    static long mix(long seed, long index) {
        long z = seed + (index + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A number from 0 (included) to 1 that belongs to these two. */
    static double fraction(long seed, long index) {
        return (mix(seed, index) >>> 11) * 0x1.0p-53;
    }
}
