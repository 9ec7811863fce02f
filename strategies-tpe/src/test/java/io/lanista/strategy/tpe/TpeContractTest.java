package io.lanista.strategy.tpe;

import io.lanista.api.strategy.Strategy;
import io.lanista.testkit.StrategyContract;
import java.util.Map;

/** Models from the fourth trial on, so that all of the code is reached by short runs. */
class TpeContractTest implements StrategyContract {
    @Override
    public Strategy strategy() {
        return new TpeStrategy();
    }

    @Override
    public Map<String, Object> options() {
        return Map.of("startup", 4);
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
