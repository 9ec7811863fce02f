package io.lanista.strategy.evolution;

import io.lanista.api.strategy.Strategy;
import io.lanista.testkit.StrategyContract;

class LocalSearchContractTest implements StrategyContract {
    @Override
    public Strategy strategy() {
        return new LocalSearchStrategy();
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
