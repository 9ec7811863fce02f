package io.lanista.oneshot.darts;

import io.lanista.api.oneshot.OneShotTrainer;

class BetaDartsContractTest implements DartsFamilyContract {
    @Override
    public OneShotTrainer trainer() {
        return new BetaDartsTrainer();
    }
}
