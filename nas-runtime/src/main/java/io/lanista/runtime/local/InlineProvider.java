package io.lanista.runtime.local;

import io.lanista.runtime.execute.ExecutorProvider;
import io.lanista.runtime.execute.ExecutorRequest;
import io.lanista.runtime.execute.TrialExecutor;

/** {@code inline}: threads of this JVM. */
public final class InlineProvider implements ExecutorProvider {
    @Override
    public String name() {
        return "inline";
    }

    @Override
    public TrialExecutor open(ExecutorRequest request) {
        return new InlineExecutor(request);
    }

    @Override
    public String description() {
        return "Runs trials on threads of this JVM.";
    }
}
