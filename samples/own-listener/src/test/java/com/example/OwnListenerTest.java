package com.example;

import io.lanista.runtime.watch.RunListenerProvider;
import io.lanista.testkit.RunListenerContract;

class OwnListenerTest implements RunListenerContract {
    @Override
    public RunListenerProvider provider() {
        return new OwnListener();
    }
}
