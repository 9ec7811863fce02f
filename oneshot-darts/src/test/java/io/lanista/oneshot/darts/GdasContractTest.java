package io.lanista.oneshot.darts;

import io.lanista.api.oneshot.OneShotTrainer;

class GdasContractTest implements DartsFamilyContract {
    @Override
    public OneShotTrainer trainer() {
        return new GdasTrainer();
    }
}
