package io.lanista.strategy.graph;

import io.lanista.api.option.Option;

/** The options that both strategies have. */
final class PoolOptions {
    static final Option<Long> STARTUP = Option.integer(
            "startup", 10, 1, Integer.MAX_VALUE, "How many trials are drawn evenly before modelling begins.");
    static final Option<Long> CANDIDATES =
            Option.integer("candidates", 100, 1, 100_000, "How many candidates are rated for each proposal.");
    static final Option<Long> PARENTS = Option.integer(
            "parents", 10, 1, 100_000, "How many of the best trials have children among the candidates.");
    static final Option<Boolean> DISTINCT = Option.flag(
            "distinct",
            true,
            "Whether an architecture that computes the same as an earlier one, by other choices, is passed over while there"
                    + " are others.");
    static final Option<Double> MUTATED = Option.real(
            "mutated",
            0.5,
            0,
            1,
            "The share of the candidates that are children of good trials; the others are drawn evenly.");

    private PoolOptions() {}
}
