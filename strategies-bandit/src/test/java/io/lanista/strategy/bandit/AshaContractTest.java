package io.lanista.strategy.bandit;

import io.lanista.api.strategy.Strategy;
import io.lanista.testkit.StrategyContract;

class AshaContractTest implements StrategyContract {
    @Override
    public Strategy strategy() {
        return new AshaStrategy();
    }

    @Override
    public int steps() {
        return 9;
    }

    @Override
    public boolean knowsSeveralObjectives() {
        return true;
    }
}
