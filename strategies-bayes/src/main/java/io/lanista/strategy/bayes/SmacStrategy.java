package io.lanista.strategy.bayes;

import io.lanista.api.option.Option;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;
import java.util.List;

/**
 * Proposes where a random forest expects the largest improvement, found by local search.
 *
 * <p>Hutter, Hoos and Leyton-Brown, "Sequential Model-Based Optimization for General Algorithm Configuration", LION 2011; the
 * defaults that the paper leaves open are those of SMAC3 (Lindauer et al., JMLR 23, 2022). With several objectives, there is a forest
 * for each, and what is maximised is the expected growth of the front's hypervolume (Emmerich, Giannakoglou and Naujoks 2006).
 */
public final class SmacStrategy implements Strategy {
    static final Option<Long> STARTUP =
            Option.integer("startup", 10, 1, 1_000_000, "How many trials are drawn evenly before modelling begins.");
    static final Option<Long> TREES = Option.integer("trees", 10, 1, 1_000, "How many trees the forest has.");
    static final Option<Double> FEATURES =
            Option.real("features", 5.0 / 6, 0.01, 1, "The share of decisions that each split looks at.");
    static final Option<Long> LEAF = Option.integer("leaf", 1, 1, 10_000, "How many trials a leaf holds at least.");
    static final Option<Long> POINTS = Option.integer(
            "points",
            1_000,
            10,
            1_000_000,
            "Each tree is grown from at most so many trials, drawn with replacement, so that a proposal's cost doesn't"
                    + " grow with the history.");
    static final Option<Double> RANDOM = Option.real(
            "random",
            0.2,
            0,
            1,
            "The share of proposals that are drawn evenly, so that the search can't be led astray for good by its model.");
    static final Option<Long> STARTS =
            Option.integer("starts", 10, 1, 1_000, "From how many of the best trials the local search starts.");
    static final Option<Long> CANDIDATES = Option.integer(
            "candidates",
            500,
            0,
            1_000_000,
            "How many evenly drawn candidates compete with those of the local search.");

    static final Option<Boolean> DISTINCT = Option.flag(
            "distinct",
            true,
            "Whether an architecture that computes the same as an earlier one, by other choices, is passed over while there"
                    + " are others. With several objectives only the very same choices are: what computes the same may cost"
                    + " differently.");

    /** For the service loader. */
    public SmacStrategy() {}

    @Override
    public String name() {
        return "smac";
    }

    @Override
    public String description() {
        return "Random forest, expected improvement and local search (SMAC, Hutter et al. 2011), without repeats.";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(STARTUP, TREES, FEATURES, LEAF, POINTS, RANDOM, STARTS, CANDIDATES, DISTINCT);
    }

    @Override
    public Search open(SearchRequest request) {
        return new SmacSearch(request);
    }
}
