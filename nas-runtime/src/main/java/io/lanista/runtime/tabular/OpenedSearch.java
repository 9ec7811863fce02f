package io.lanista.runtime.tabular;

import io.lanista.api.layer.LayerCatalogue;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.PastTrial;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.trial.Objective;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** What a strategy is opened with in a benchmark: one trial at a time, no steps, nothing known from before. */
record OpenedSearch(
        SearchSpace space, LayerCatalogue layers, Options options, Objective objective, long seed, OptionalInt trials)
        implements SearchRequest {
    private static final RandomGeneratorFactory<RandomGenerator> GENERATORS =
            RandomGeneratorFactory.of("L64X128MixRandom");

    /** Separates the uses of one seed: what is asked with, and what the noise is drawn with. */
    private static final long NOISE = 0x632BE59BD9B4E019L;

    @Override
    public RandomGenerator random() {
        return generator(seed, -1);
    }

    @Override
    public int parallelism() {
        return 1;
    }

    @Override
    public OptionalInt fullSteps() {
        return OptionalInt.empty();
    }

    @Override
    public List<PastTrial> past() {
        return List.of();
    }

    /** The generator that comes with the ask for this trial. */
    RandomGenerator forAsk(int trial) {
        return generator(seed, trial);
    }

    /** The generator that decides what the evaluation in this trial observes. */
    RandomGenerator forNoise(int trial) {
        return generator(seed ^ NOISE, trial);
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014) over both numbers. */
    private static RandomGenerator generator(long seed, long index) {
        long z = seed * 0xD1B54A32D192ED03L + (index + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return GENERATORS.create(z ^ (z >>> 31));
    }
}
