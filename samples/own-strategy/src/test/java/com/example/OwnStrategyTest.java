package com.example;

import io.lanista.api.strategy.Strategy;
import io.lanista.testkit.StrategyContract;

class OwnStrategyTest implements StrategyContract {
    @Override
    public Strategy strategy() {
        return new OwnStrategy();
    }
}
