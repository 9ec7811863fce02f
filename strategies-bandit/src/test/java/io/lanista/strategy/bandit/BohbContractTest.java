package io.lanista.strategy.bandit;

import io.lanista.api.strategy.Strategy;
import io.lanista.testkit.StrategyContract;
import java.util.Map;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class BohbContractTest implements StrategyContract {
    @Override
    public Strategy strategy() {
        return new BohbStrategy();
    }

    @Override
    public Map<String, Object> options() {
        return Map.of("min_points", 4);
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
