package io.lanista.strategy.policy;

import io.lanista.api.strategy.Strategy;
import io.lanista.testkit.StrategyContract;

class PpoContractTest implements StrategyContract {
    @Override
    public Strategy strategy() {
        return new PpoStrategy();
    }

    @Override
    public boolean exhaustsSmallSpaces() {
        return true;
    }
}
