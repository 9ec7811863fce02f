package io.lanista.oneshot.darts;

import io.lanista.api.oneshot.OneShotTrainer;
import java.util.Map;
import org.junit.jupiter.api.Tag;

@Tag("slow")
class ProxylessContractTest implements DartsFamilyContract {
    @Override
    public OneShotTrainer trainer() {
        return new ProxylessTrainer();
    }

    @Override
    public Map<String, Object> options() {
        return Map.of("epochs", 2L, "warm_up_epochs", 0L, "batch_size", 16L, "candidates", 2L);
    }
}
