package io.lanista.oneshot.darts;

import io.lanista.api.oneshot.OneShotTrainer;

class PcDartsContractTest implements DartsFamilyContract {
    @Override
    public OneShotTrainer trainer() {
        return new PcDartsTrainer();
    }
}
