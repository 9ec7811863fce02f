package io.lanista.strategy.bandit;

import io.lanista.api.option.Option;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;
import java.util.List;

/**
 * Successive halving that never waits: the best third on each rung so far is trained on.
 *
 * <p>Li, Jamieson, Rostamizadeh, Gonina, Ben-tzur, Hardt, Recht and Talwalkar, "A System for Massively Parallel Hyperparameter
 * Tuning", MLSys 2020.
 */
public final class AshaStrategy implements Strategy {
    /** For the service loader. */
    public AshaStrategy() {}

    @Override
    public String name() {
        return "asha";
    }

    @Override
    public String description() {
        return "Asynchronous successive halving: trains the best third of each rung on, and never waits (Li et al. 2020).";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(Ladder.ETA, Ladder.MIN_STEPS);
    }

    @Override
    public Search open(SearchRequest request) {
        Ladder ladder = Ladder.of(request, name());
        int eta = Math.toIntExact(request.options().get(Ladder.ETA));
        return new AshaSearch(ladder, eta, new EvenSource(request.space(), request.past()));
    }
}
