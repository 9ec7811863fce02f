package io.lanista.strategy.bayes;

import io.lanista.api.strategy.Strategy;
import io.lanista.testkit.StrategyContract;
import java.util.Map;
import org.junit.jupiter.api.Tag;

/** Models from the fourth trial on, so that all of the code is reached by short runs. */
@Tag("long")
class SmacContractTest implements StrategyContract {
    @Override
    public Strategy strategy() {
        return new SmacStrategy();
    }

    @Override
    public Map<String, Object> options() {
        return Map.of("startup", 4, "trees", 5, "starts", 3, "candidates", 20);
    }

    @Override
    public boolean exhaustsSmallSpaces() {
        return true;
    }

    @Override
    public boolean knowsSeveralObjectives() {
        return true;
    }
}
