package io.lanista.strategy.evolution;

import io.lanista.api.option.Option;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;
import java.util.List;

/**
 * NSGA-II: Deb, Pratap, Agarwal and Meyarivan, "A Fast and Elitist Multiobjective Genetic Algorithm: NSGA-II", IEEE Transactions on
 * Evolutionary Computation 6 (2002), with constraint domination (section VI): what keeps its bounds comes before what breaks them.
 *
 * <p>Never waits: while a generation isn't complete, children have the parents of the one before. Nothing is proposed twice while
 * there is something else. Trials that fail, are stopped, or have a metric that is not a finite number don't become parents.
 */
public final class Nsga2Strategy implements Strategy {
    static final Option<Long> POPULATION = Option.integer(
            "population", 50, 2, 1_000_000, "How many parents there are (Deb et al. 2002: 100; Optuna: 50).");
    static final Option<Double> CROSSOVER = Option.real(
            "crossover",
            0.9,
            0,
            1,
            "The share of children that take each decision from one of two parents (Deb et al. 2002: 0.9; uniform"
                    + " crossover, Syswerda 1989).");
    static final Option<Double> CHANGES = Option.real(
            "changes",
            1,
            0,
            1_000,
            "How many decisions of a child are drawn anew in the mean (Deb et al. 2002: 1, a mutation rate of 1/n).");
    /** For the service loader. */
    public Nsga2Strategy() {}

    @Override
    public String name() {
        return "nsga2";
    }

    @Override
    public String description() {
        return "Breeds from the best layers of a population, the lonelier ones first (NSGA-II, Deb et al. 2002); for several"
                + " objectives.";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(POPULATION, CROSSOVER, CHANGES);
    }

    @Override
    public Search open(SearchRequest request) {
        return new Nsga2(request);
    }
}
