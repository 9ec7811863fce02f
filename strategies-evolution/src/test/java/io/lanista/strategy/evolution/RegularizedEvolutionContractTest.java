package io.lanista.strategy.evolution;

import io.lanista.api.strategy.Strategy;
import io.lanista.testkit.StrategyContract;
import java.util.Map;

/** With a population that the tests fill, and with crossover, so that all of the code is reached. */
class RegularizedEvolutionContractTest implements StrategyContract {
    @Override
    public Strategy strategy() {
        return new RegularizedEvolutionStrategy();
    }

    @Override
    public Map<String, Object> options() {
        return Map.of("population", 5, "sample", 3, "crossover", 0.3);
    }

    @Override
    public boolean knowsSeveralObjectives() {
        return true;
    }
}
