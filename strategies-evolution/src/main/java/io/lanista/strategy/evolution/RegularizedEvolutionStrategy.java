package io.lanista.strategy.evolution;

import io.lanista.api.option.Option;
import io.lanista.api.option.OptionException;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;
import java.util.List;

/**
 * Regularized (ageing) evolution: Real, Aggarwal, Huang and Le, "Regularized Evolution for Image Classifier Architecture
 * Search", AAAI 2019, algorithm 1. The first members of the population are drawn at random; from then on each child is a
 * mutation of the best of a random sample, and takes the place of the oldest member, however good that one is.
 *
 * <p>Never waits: while results are missing, it breeds from what there is. Trials that fail, are stopped, or have a metric
 * that is not a number don't become members.
 */
public final class RegularizedEvolutionStrategy implements Strategy {
    private static final Option<Long> POPULATION =
            Option.integer("population", 20, 1, 1_000_000, "How many members live at once.");
    private static final Option<Long> SAMPLE = Option.integer(
            "sample", 10, 1, 1_000_000, "How many members are drawn, with replacement, to find a parent among.");
    private static final Option<Double> CROSSOVER = Option.real(
            "crossover",
            0,
            0,
            1,
            "The share of children that take each decision from one of two parents before they are mutated.");

    /** For the service loader. */
    public RegularizedEvolutionStrategy() {}

    @Override
    public String name() {
        return "regularized-evolution";
    }

    @Override
    public String description() {
        return "Mutates the best of a random sample of a population whose oldest member dies (Real et al. 2019).";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(POPULATION, SAMPLE, CROSSOVER);
    }

    @Override
    public Search open(SearchRequest request) {
        long population = request.options().get(POPULATION);
        long sample = request.options().get(SAMPLE);
        if (sample > population) {
            throw new OptionException("The option (sample) is (" + sample + "), and the population has only ("
                    + population + ") members. Maybe draw (" + Math.max(1, population / 2) + ").");
        }
        return new RegularizedEvolution(
                request, (int) population, (int) sample, request.options().get(CROSSOVER));
    }
}
