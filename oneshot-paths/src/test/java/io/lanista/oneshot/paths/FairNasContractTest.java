package io.lanista.oneshot.paths;

import io.lanista.api.oneshot.OneShotTrainer;

class FairNasContractTest implements PathContract {
    @Override
    public OneShotTrainer trainer() {
        return new FairNasTrainer();
    }
}
