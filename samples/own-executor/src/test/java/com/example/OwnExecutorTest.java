package com.example;

import io.lanista.runtime.execute.ExecutorProvider;
import io.lanista.testkit.ExecutorContract;

class OwnExecutorTest implements ExecutorContract {
    @Override
    public ExecutorProvider provider() {
        return new OwnExecutor();
    }
}
