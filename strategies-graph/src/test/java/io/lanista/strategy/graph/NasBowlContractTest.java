package io.lanista.strategy.graph;

import io.lanista.api.strategy.Strategy;
import io.lanista.testkit.StrategyContract;
import org.junit.jupiter.api.Tag;

@Tag("long")
class NasBowlContractTest implements StrategyContract {
    @Override
    public Strategy strategy() {
        return new NasBowlStrategy();
    }

    @Override
    public boolean exhaustsSmallSpaces() {
        return true;
    }
}
