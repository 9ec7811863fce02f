package io.lanista.strategy.evolution;

import io.lanista.api.option.Option;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;
import java.util.List;

/**
 * Local search: White, Nolen and Savani, "Exploring the Loss Landscape in Neural Architecture Search", UAI 2021
 * (arXiv:2005.02960), algorithm 1. From a random start, all one-change neighbours are tried; the search moves to the best
 * of them while that is better than where it stands, and else starts anew at random.
 *
 * <p>With several objectives it is Pareto local search (Paquete, Chiarandini and Stützle 2004): all neighbours of a trial that nothing
 * dominates are tried, then those of the next one; after the front, the next non-dominated layers have their turn, and when all were
 * gone through, it starts anew at random. Within a layer, the one that adds most to its hypervolume comes first.
 *
 * <p>What was tried before, or comes to the same, isn't tried again, but counts with the result that it had. Waits only where the next step
 * depends on trials that are still running. Done when nothing is left to start from.
 */
public final class LocalSearchStrategy implements Strategy {
    private static final Option<Long> NEIGHBOURS = Option.integer(
            "neighbours",
            1_000,
            1,
            1_000_000,
            "How many neighbours are tried at most; where there are more, so many are drawn at random.");

    /** For the service loader. */
    public LocalSearchStrategy() {}

    @Override
    public String name() {
        return "local-search";
    }

    @Override
    public String description() {
        return "Moves to the best of all one-change neighbours, and starts anew when none is better (White et al. 2021).";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(NEIGHBOURS);
    }

    @Override
    public Search open(SearchRequest request) {
        int neighbours = request.options().get(NEIGHBOURS).intValue();
        return request.objectives().size() == 1
                ? new LocalSearch(request, neighbours)
                : new ParetoLocalSearch(request, neighbours);
    }
}
