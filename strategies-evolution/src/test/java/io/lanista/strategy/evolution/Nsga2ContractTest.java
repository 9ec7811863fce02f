package io.lanista.strategy.evolution;

import io.lanista.api.strategy.Strategy;
import io.lanista.testkit.StrategyContract;
import java.util.Map;

class Nsga2ContractTest implements StrategyContract {
    @Override
    public Strategy strategy() {
        return new Nsga2Strategy();
    }

    @Override
    public Map<String, Object> options() {
        return Map.of("population", 8L);
    }

    @Override
    public boolean exhaustsSmallSpaces() {
        return true;
    }

    @Override
    public boolean knowsSeveralObjectives() {
        return true;
    }
}
