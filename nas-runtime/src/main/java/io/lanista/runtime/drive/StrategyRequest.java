package io.lanista.runtime.drive;

import io.lanista.api.option.Options;
import io.lanista.api.space.Architectures;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.PastTrial;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.trial.Objective;
import io.lanista.base.random.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ThreadFactory;
import java.util.random.RandomGenerator;

/** What a strategy is opened with. The generator is made anew at each call, so that all calls see the same numbers. */
record StrategyRequest(
        SearchSpace space,
        Architectures architectures,
        Options options,
        List<Objective> objectives,
        Seeds seeds,
        OptionalInt trials,
        int parallelism,
        OptionalInt fullSteps,
        List<PastTrial> past,
        ThreadFactory threads)
        implements SearchRequest {
    StrategyRequest {
        past = List.copyOf(past);
    }

    /** The same after some first trials, which count for the budget. */
    StrategyRequest after(List<PastTrial> first) {
        List<PastTrial> known = new ArrayList<>(past);
        known.addAll(first);
        OptionalInt left = trials.isEmpty() ? trials : OptionalInt.of(Math.max(1, trials.getAsInt() - first.size()));
        return new StrategyRequest(
                space, architectures, options, objectives, seeds, left, parallelism, fullSteps, known, threads);
    }

    @Override
    public RandomGenerator random() {
        return seeds.forSetup();
    }
}
