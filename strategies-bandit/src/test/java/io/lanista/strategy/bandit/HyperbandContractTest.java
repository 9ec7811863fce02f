package io.lanista.strategy.bandit;

import io.lanista.api.strategy.Strategy;
import io.lanista.testkit.StrategyContract;

class HyperbandContractTest implements StrategyContract {
    @Override
    public Strategy strategy() {
        return new HyperbandStrategy();
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
