package io.lanista.oneshot.paths;

import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.space.SearchSpace;

class OfaContractTest implements PathContract {
    @Override
    public OneShotTrainer trainer() {
        return new OfaTrainer();
    }

    @Override
    public SearchSpace space() {
        return SmallSpace.elastic();
    }
}
