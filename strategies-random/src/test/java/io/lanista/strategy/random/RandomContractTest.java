package io.lanista.strategy.random;

import io.lanista.api.strategy.Strategy;
import io.lanista.testkit.StrategyContract;

class RandomContractTest implements StrategyContract {
    @Override
    public Strategy strategy() {
        return new RandomStrategy();
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
