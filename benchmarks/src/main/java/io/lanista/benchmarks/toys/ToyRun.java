package io.lanista.benchmarks.toys;

import io.lanista.api.option.Options;
import io.lanista.api.space.Architectures;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.PastTrial;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.trial.Objective;
import io.lanista.base.random.Seeds;
import io.lanista.layer.LayerArchitectures;
import io.lanista.layer.LayerCatalogue;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** One search on one toy, one evaluation at a time. */
record ToyRun(Toy toy, List<Objective> objectives, ToyStrategy strategy, long seed) implements SearchRequest {
    /** Opens the strategy for this run. */
    Search open() {
        return strategy.strategy().open(this);
    }

    Seeds seeds() {
        return new Seeds(seed);
    }

    @Override
    public Options options() {
        return strategy.options();
    }

    @Override
    public SearchSpace space() {
        return toy.space();
    }

    @Override
    public Architectures architectures() {
        return new LayerArchitectures(toy.space(), LayerCatalogue.standard());
    }

    @Override
    public RandomGenerator random() {
        return seeds().forSetup();
    }

    @Override
    public OptionalInt trials() {
        return OptionalInt.empty();
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
}
