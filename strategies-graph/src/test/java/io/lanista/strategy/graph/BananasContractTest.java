package io.lanista.strategy.graph;

import io.lanista.api.strategy.Strategy;
import io.lanista.testkit.StrategyContract;
import java.util.Map;
import org.junit.jupiter.api.Tag;

@Tag("long")
class BananasContractTest implements StrategyContract {
    @Override
    public Strategy strategy() {
        return new BananasStrategy();
    }

    /** Smaller networks, so that the tests take seconds. */
    @Override
    public Map<String, Object> options() {
        return Map.of("layers", 2, "units", 8, "epochs", 10, "candidates", 20);
    }

    @Override
    public boolean exhaustsSmallSpaces() {
        return true;
    }
}
