package io.lanista.strategy.bandit;

import io.lanista.api.option.Option;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;
import java.util.List;

/**
 * Trains many candidates for a few steps and the best third of them on, in rounds that differ in how soon they compare.
 *
 * <p>Li, Jamieson, DeSalvo, Rostamizadeh and Talwalkar, "Hyperband: A Novel Bandit-Based Approach to Hyperparameter Optimization",
 * JMLR 18 (2018).
 */
public final class HyperbandStrategy implements Strategy {
    /** For the service loader. */
    public HyperbandStrategy() {}

    @Override
    public String name() {
        return "hyperband";
    }

    @Override
    public String description() {
        return "Trains many candidates a little and the best of each round on, without starting afresh (Li et al. 2018).";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(Ladder.ETA, Ladder.MIN_STEPS);
    }

    @Override
    public Search open(SearchRequest request) {
        Ladder ladder = Ladder.of(request, name());
        int eta = Math.toIntExact(request.options().get(Ladder.ETA));
        return new HyperbandSearch(ladder, eta, new EvenSource(request.space(), request.past()));
    }
}
