package io.lanista.runtime.experiment;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Where all randomness of an experiment comes from. Each use has a seed of its own, mixed from the experiment's seed, the kind of
 * use and the trial's number, so that what one trial draws never depends on what another one drew:
 * {@code seed(kind, trial) = mix(mix(experiment + kind·γ) + (trial + 1)·γ)}, where γ is 0x9E3779B97F4A7C15 (the golden ratio's
 * fraction) and {@code mix} the finaliser of SplitMix64 (Steele, Lea and Flood 2014, with Stafford's variant 13). Generators are
 * {@code L64X128MixRandom}, by Java's specification the same in every JVM.
 */
final class Seeds {
    private static final RandomGeneratorFactory<RandomGenerator> GENERATORS =
            RandomGeneratorFactory.of("L64X128MixRandom");
    private static final long GAMMA = 0x9E3779B97F4A7C15L;
    private static final int ASK = 1;
    private static final int TRIAL = 2;
    private static final int SETUP = 3;

    private final long experiment;

    Seeds(long experiment) {
        this.experiment = experiment;
    }

    /** For the question that carries this number. */
    RandomGenerator forAsk(int trial) {
        return GENERATORS.create(seed(ASK, trial));
    }

    /** For what a strategy draws before its first answer. */
    RandomGenerator forSetup() {
        return GENERATORS.create(seed(SETUP, 0));
    }

    /** For the evaluation of this trial. */
    long ofTrial(int trial) {
        return seed(TRIAL, trial);
    }

    private long seed(int kind, int trial) {
        return mix(mix(experiment + kind * GAMMA) + (trial + 1) * GAMMA);
    }

    private static long mix(long z) {
        long mixed = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
