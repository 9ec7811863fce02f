package io.lanista.runtime.watch;

import java.util.concurrent.ExecutionException;

/** What a run has thrown, without the wrapping of those who waited for it. */
final class Thrown {
    private Thrown() {}

    static RuntimeException by(ExecutionException wrapper) {
        Throwable failure = wrapper.getCause();
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException unchecked
                ? unchecked
                : new IllegalStateException("The run failed: " + wrapper.getMessage(), wrapper);
    }
}
