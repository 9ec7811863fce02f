package io.lanista.strategy.bayes;

import io.lanista.api.strategy.Strategy;
import io.lanista.testkit.DistinctContract;

class DistinctTest implements DistinctContract {
    @Override
    public Strategy strategy() {
        return new SmacStrategy();
    }
}
