package io.lanista.strategy.random;

import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;

/**
 * Draws evenly from what the space allows, without repeats, and is done when nothing is left.
 *
 * <p>The baseline of Bergstra and Bengio, "Random Search for Hyper-Parameter Optimization", JMLR 13 (2012), and of Li and
 * Talwalkar, "Random Search and Reproducibility for Neural Architecture Search", UAI 2019.
 */
public final class RandomStrategy implements Strategy {
    /** For the service loader. */
    public RandomStrategy() {}

    @Override
    public String name() {
        return "random";
    }

    @Override
    public String description() {
        return "Draws evenly from all that the space allows, without repeats (Bergstra and Bengio 2012).";
    }

    @Override
    public Search open(SearchRequest request) {
        return new RandomSearch(request.space(), request.past());
    }
}
