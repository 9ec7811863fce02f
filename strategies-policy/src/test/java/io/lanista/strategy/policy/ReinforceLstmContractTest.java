package io.lanista.strategy.policy;

import io.lanista.api.strategy.Strategy;
import io.lanista.testkit.StrategyContract;
import java.util.Map;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class ReinforceLstmContractTest implements StrategyContract {
    @Override
    public Strategy strategy() {
        return new ReinforceStrategy();
    }

    @Override
    public Map<String, Object> options() {
        return Map.of("policy", "lstm", "units", 8);
    }
}
