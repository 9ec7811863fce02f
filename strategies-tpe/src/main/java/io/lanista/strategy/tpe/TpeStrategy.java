package io.lanista.strategy.tpe;

import io.lanista.api.option.Option;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;
import java.util.ArrayList;
import java.util.List;

/** The strategy {@code tpe}. */
public final class TpeStrategy implements Strategy {
    static final Option<Long> STARTUP = Option.integer(
            "startup", 10, 1, Integer.MAX_VALUE, "How many trials are drawn evenly before modelling begins.");
    static final Option<Long> CANDIDATES = Option.integer(
            "candidates", 24, 1, 100_000, "How many candidates are drawn from the good trials for each proposal.");
    static final Option<Double> GAMMA =
            Option.real("gamma", 0.05, 0.001, 0.999, "The usual share of trials that count as good.");
    static final Option<Long> MOST_GOOD =
            Option.integer("most_good", 25, 1, 10_000, "At most so many trials count as good.");
    static final Option<Boolean> VARY_GOOD = Option.flag(
            "vary_good",
            true,
            "Whether the number of good trials is drawn anew for each proposal, from 1 to twice the usual: a small set"
                    + " exploits, a large one leads out of a mode.");
    static final Option<Double> CROSSOVER = Option.real(
            "crossover",
            0.2,
            0,
            1,
            "The chance that a candidate takes a decision from another good trial than the rest, and the share of the good"
                    + " trials' kernels that says so: 0 models decisions jointly, 1 independently.");
    static final Option<Double> CHANGES = Option.real(
            "changes",
            1.0,
            0.01,
            1000,
            "How many decisions a candidate changes on average against the good trial that it comes from, as in"
                    + " evolution with a mutation rate of 1/n; the kernels' bandwidth is this over the number of decisions.");
    static final Option<Double> MOST_BANDWIDTH = Option.real(
            "most_bandwidth", 0.5, 0.0001, 1, "The bandwidth never exceeds this, in spaces with few decisions.");
    static final Option<Double> NEIGHBOURS = Option.real(
            "neighbours",
            0.2,
            0,
            1,
            "In this share of the proposals the candidates are one-change neighbours of a good trial, which leads out of"
                    + " a mode that the model takes for the best.");
    static final Option<Double> NICHES = Option.real(
            "niches",
            0.4,
            0,
            1,
            "In this share of the proposals the good trials are the best ones that lie apart, which leads to other modes.");
    static final Option<Double> NICHE_RADIUS = Option.real(
            "niche_radius", 1.0 / 3, 0, 1, "Trials lie apart if more than this share of their decisions differs.");
    static final Option<Long> MOST_BAD = Option.integer(
            "most_bad",
            256,
            1,
            1_000_000,
            "The density of the other trials is estimated from at most so many of them, drawn evenly for each proposal,"
                    + " so that a proposal's cost doesn't grow with the history.");

    static final Option<Boolean> DISTINCT = Option.flag(
            "distinct",
            true,
            "Whether an architecture that computes the same as an earlier one, by other choices, is passed over while there"
                    + " are others. With several objectives only the very same choices are: what computes the"
                    + " same may cost differently.");

    static final List<Option<?>> MODEL_OPTIONS = List.of(
            CANDIDATES,
            GAMMA,
            MOST_GOOD,
            VARY_GOOD,
            CROSSOVER,
            CHANGES,
            MOST_BANDWIDTH,
            NEIGHBOURS,
            NICHES,
            NICHE_RADIUS,
            MOST_BAD,
            DISTINCT);

    @Override
    public String name() {
        return "tpe";
    }

    @Override
    public String description() {
        return "Tree-structured Parzen estimator (Bergstra et al. 2011), multivariate, conditional, without repeats.";
    }

    @Override
    public List<Option<?>> options() {
        List<Option<?>> options = new ArrayList<>(List.of(STARTUP));
        options.addAll(MODEL_OPTIONS);
        return options;
    }

    @Override
    public Search open(SearchRequest request) {
        return new TpeSearch(request);
    }
}
