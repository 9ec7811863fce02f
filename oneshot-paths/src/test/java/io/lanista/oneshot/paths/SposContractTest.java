package io.lanista.oneshot.paths;

import io.lanista.api.oneshot.OneShotTrainer;

class SposContractTest implements PathContract {
    @Override
    public OneShotTrainer trainer() {
        return new SposTrainer();
    }
}
