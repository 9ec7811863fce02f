package io.lanista.testkit;

import io.lanista.base.random.Seeds;
import java.util.random.RandomGenerator;

/** What tests draw beside the asks of a search: one number or generator for each place in a sequence. */
final class TestSeeds {
    private static final int TESTS = Seeds.OTHER_USES;

    private TestSeeds() {}

    /** A generator for the place {@code index} in a run with this seed. */
    static RandomGenerator generator(long seed, long index) {
        return new Seeds(seed).generator(TESTS, index);
    }

    /** A number that belongs to these two. */
    static long mix(long seed, long index) {
        return new Seeds(seed).seed(TESTS, index);
    }

    /** A number from 0 (included) to 1 that belongs to these two. */
    static double fraction(long seed, long index) {
        return (mix(seed, index) >>> 11) * 0x1.0p-53;
    }
}
