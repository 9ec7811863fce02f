package io.lanista.base.random;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The one way in which seeds are derived from seeds. Each use of randomness has a seed of its own, mixed from the root, the kind
 * of use and a number such as the trial's, so that what one trial draws never depends on what another one drew:
 * {@code seed(use, index) = mix(mix(root + use·γ) + (index + 1)·γ)}, where γ is 0x9E3779B97F4A7C15 (the golden ratio's fraction)
 * and {@code mix} the finaliser of SplitMix64 (Steele, Lea and Flood 2014, with Stafford's variant 13). Generators are
 * {@code L64X128MixRandom}, by Java's specification the same in every JVM.
 *
 * <p>An experiment, a benchmark and a test that ask a strategy with one seed ask it with the same generators.
 *
 * @param root such as an experiment's seed, or a trial's
 */
public record Seeds(long root) {
    /** The first kind of use that this type gives no name to. */
    public static final int OTHER_USES = 16;

    private static final RandomGeneratorFactory<RandomGenerator> GENERATORS =
            RandomGeneratorFactory.of("L64X128MixRandom");
    private static final long GAMMA = 0x9E3779B97F4A7C15L;
    private static final int ASK = 1;
    private static final int TRIAL = 2;
    private static final int SETUP = 3;

    /** For the ask that carries this number. */
    public RandomGenerator forAsk(int trial) {
        return generator(ASK, trial);
    }

    /** For what a strategy draws before its first answer. */
    public RandomGenerator forSetup() {
        return generator(SETUP, 0);
    }

    /** The seed of the evaluation of this trial. */
    public long ofTrial(int trial) {
        return seed(TRIAL, trial);
    }

    /**
     * The seed of another use.
     *
     * @param use its kind, a constant from {@link #OTHER_USES} up
     * @param index which one of its kind, at least -1
     */
    public long seed(int use, long index) {
        return mix(mix(root + use * GAMMA) + (index + 1) * GAMMA);
    }

    /** A new generator with {@link #seed(int, long)}. */
    public RandomGenerator generator(int use, long index) {
        return generator(seed(use, index));
    }

    /** A new generator with exactly this seed. */
    public static RandomGenerator generator(long seed) {
        return GENERATORS.create(seed);
    }

    private static long mix(long z) {
        long mixed = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
