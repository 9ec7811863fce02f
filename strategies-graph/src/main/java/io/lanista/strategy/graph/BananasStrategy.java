package io.lanista.strategy.graph;

import static io.lanista.strategy.graph.PoolOptions.CANDIDATES;
import static io.lanista.strategy.graph.PoolOptions.DISTINCT;
import static io.lanista.strategy.graph.PoolOptions.MUTATED;
import static io.lanista.strategy.graph.PoolOptions.PARENTS;
import static io.lanista.strategy.graph.PoolOptions.STARTUP;

import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;
import java.util.List;

/**
 * The strategy {@code bananas}: White, Neiswanger and Savani, "BANANAS: Bayesian Optimization with Neural Architectures for Neural
 * Architecture Search", AAAI 2021 (arXiv:1910.11858). Its networks see short paths and the answers to the decisions, see
 * {@link PathEncoding}.
 */
public final class BananasStrategy implements Strategy {
    private static final Option<Long> NETWORKS =
            Option.integer("networks", 5, 2, 100, "How many networks the ensemble has.");
    private static final Option<Long> LAYERS = Option.integer("layers", 10, 1, 100, "How many hidden layers each has.");
    private static final Option<Long> UNITS = Option.integer("units", 20, 1, 10_000, "How wide these are.");
    private static final Option<Long> EPOCHS =
            Option.integer("epochs", 150, 1, 100_000, "How often each sees the trials.");
    private static final Option<Double> RATE = Option.real("learning_rate", 0.01, 0, 10, "The step of Adam.");
    private static final Option<Long> ROUND =
            Option.integer("round", 10, 1, 100_000, "After how many trials the ensemble is trained anew.");
    private static final Option<Long> PATH =
            Option.integer("path", 3, 1, 10, "How many operations the longest paths have that are features.");

    /** For the service loader. */
    public BananasStrategy() {}

    @Override
    public String name() {
        return "bananas";
    }

    @Override
    public String description() {
        return "An ensemble of networks on the paths of an architecture, with Thompson sampling (White et al. 2021).";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(
                STARTUP, CANDIDATES, MUTATED, PARENTS, NETWORKS, LAYERS, UNITS, EPOCHS, RATE, ROUND, PATH, DISTINCT);
    }

    @Override
    public Search open(SearchRequest request) {
        Options options = request.options();
        PathEncoding encoding = new PathEncoding(request.space(), Math.toIntExact(options.get(PATH)));
        PathEnsemble.Settings settings = new PathEnsemble.Settings(
                Math.toIntExact(options.get(NETWORKS)),
                Math.toIntExact(options.get(LAYERS)),
                Math.toIntExact(options.get(UNITS)),
                Math.toIntExact(options.get(EPOCHS)),
                options.get(RATE),
                Math.toIntExact(options.get(ROUND)));
        return new SurrogateSearch(request, new PathEnsemble(encoding, settings));
    }
}
