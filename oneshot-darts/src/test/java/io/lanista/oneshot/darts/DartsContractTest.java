package io.lanista.oneshot.darts;

import io.lanista.api.oneshot.OneShotTrainer;

class DartsContractTest implements DartsFamilyContract {
    @Override
    public OneShotTrainer trainer() {
        return new DartsTrainer();
    }
}
