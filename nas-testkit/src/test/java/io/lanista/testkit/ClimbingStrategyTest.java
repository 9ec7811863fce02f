package io.lanista.testkit;

import io.lanista.api.strategy.Strategy;

class ClimbingStrategyTest implements StrategyContract {
    @Override
    public Strategy strategy() {
        return new ClimbingStrategy();
    }
}
