package io.lanista.oneshot.darts;

import io.lanista.api.oneshot.OneShotTrainer;

class DrNasContractTest implements DartsFamilyContract {
    @Override
    public OneShotTrainer trainer() {
        return new DrNasTrainer();
    }
}
