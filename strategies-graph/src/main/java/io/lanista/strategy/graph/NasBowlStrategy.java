package io.lanista.strategy.graph;

import static io.lanista.strategy.graph.PoolOptions.CANDIDATES;
import static io.lanista.strategy.graph.PoolOptions.DISTINCT;
import static io.lanista.strategy.graph.PoolOptions.MUTATED;
import static io.lanista.strategy.graph.PoolOptions.PARENTS;
import static io.lanista.strategy.graph.PoolOptions.STARTUP;

import io.lanista.api.option.Option;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;
import java.util.List;

/**
 * The strategy {@code nas-bowl}: Ru, Wan, Dong and Osborne, "Interpretable Neural Architecture Search via Bayesian Optimisation with
 * Weisfeiler-Lehman Kernels", ICLR 2021 (arXiv:2006.07556). Beside the graph, the kernel sees the answers to the decisions, which
 * is all there is in a space of settings; how much each counts is fitted with the rest. See {@link GraphProcess}.
 */
public final class NasBowlStrategy implements Strategy {
    private static final Option<Long> DEPTH = Option.integer(
            "depth", 3, 0, 10, "How many rounds of relabelling the kernel has at most; how many count is fitted.");
    private static final Option<Long> POINTS = Option.integer(
            "points",
            300,
            2,
            10_000,
            "With how many trials, the best, the process is conditioned at most: its cost grows with their cube.");

    /** For the service loader. */
    public NasBowlStrategy() {}

    @Override
    public String name() {
        return "nas-bowl";
    }

    @Override
    public String description() {
        return "Bayesian optimisation with a Gaussian process on graphs, by the Weisfeiler-Lehman kernel (Ru et al. 2021).";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(STARTUP, CANDIDATES, MUTATED, PARENTS, DEPTH, POINTS, DISTINCT);
    }

    @Override
    public Search open(SearchRequest request) {
        return new SurrogateSearch(
                request,
                new GraphProcess(
                        new AnswerSpace(request.space()),
                        Math.toIntExact(request.options().get(DEPTH)),
                        Math.toIntExact(request.options().get(POINTS))));
    }
}
