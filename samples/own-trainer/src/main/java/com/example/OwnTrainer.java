package com.example;

import io.lanista.api.oneshot.OneShotRequest;
import io.lanista.api.oneshot.OneShotRun;
import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.djl.supernet.DjlBackend;

/** A one-shot trainer of a third party: DARTS in its simplest form. */
public final class OwnTrainer implements OneShotTrainer {
    @Override
    public String name() {
        return "own-darts";
    }

    @Override
    public OneShotRun open(OneShotRequest request) {
        return new OwnRun(request.space(), request.seed(), request.backend(DjlBackend.class));
    }
}
