package io.lanista.strategy.policy;

import io.lanista.api.strategy.Strategy;
import io.lanista.testkit.StrategyContract;

class ReinforceContractTest implements StrategyContract {
    @Override
    public Strategy strategy() {
        return new ReinforceStrategy();
    }

    @Override
    public boolean exhaustsSmallSpaces() {
        return true;
    }
}
