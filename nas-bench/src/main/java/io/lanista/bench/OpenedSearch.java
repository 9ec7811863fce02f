package io.lanista.bench;

import io.lanista.api.option.Options;
import io.lanista.api.space.Architectures;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.PastTrial;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.trial.Objective;
import io.lanista.base.random.Seeds;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** What a strategy is opened with in a benchmark: one trial at a time, nothing known from before. */
record OpenedSearch(
        SearchSpace space,
        Architectures architectures,
        Options options,
        List<Objective> objectives,
        Seeds seeds,
        OptionalInt trials,
        OptionalInt fullSteps)
        implements SearchRequest {
    private static final int NOISE = Seeds.OTHER_USES;

    @Override
    public RandomGenerator random() {
        return seeds.forSetup();
    }

    @Override
    public int parallelism() {
        return 1;
    }

    @Override
    public List<PastTrial> past() {
        return List.of();
    }

    /** The generator that comes with the ask for this trial. */
    RandomGenerator forAsk(int trial) {
        return seeds.forAsk(trial);
    }

    /** The generator that decides what the evaluation in this trial observes. */
    RandomGenerator forNoise(int trial) {
        return seeds.generator(NOISE, trial);
    }
}
