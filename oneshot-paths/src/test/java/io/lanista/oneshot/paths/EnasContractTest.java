package io.lanista.oneshot.paths;

import io.lanista.api.oneshot.OneShotTrainer;
import java.util.Map;

class EnasContractTest implements PathContract {
    @Override
    public OneShotTrainer trainer() {
        return new EnasTrainer();
    }

    @Override
    public Map<String, Object> options() {
        return Map.of("epochs", 2L, "batch_size", 16L, "policy_draws", 2L, "candidates", 3L);
    }
}
