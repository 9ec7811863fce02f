package io.lanista.oneshot.darts;

import io.lanista.api.oneshot.OneShotTrainer;

class DartsMinusContractTest implements DartsFamilyContract {
    @Override
    public OneShotTrainer trainer() {
        return new DartsMinusTrainer();
    }
}
