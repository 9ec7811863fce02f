package io.lanista.runtime.experiment;

import io.lanista.runtime.experiment.RunStatus.State;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/** What other threads may do to a run, and see of it. Safe for use by several threads. */
final class Controls {
    private final Inbox inbox;
    private final AtomicInteger cancels = new AtomicInteger();
    private volatile boolean paused;
    private volatile RunStatus status =
            new RunStatus(State.REPLAYING, 0, 0, 0, 0, 0, OptionalInt.empty(), Optional.empty(), Duration.ZERO);

    Controls(Inbox inbox) {
        this.inbox = inbox;
    }

    void pause() {
        paused = true;
        inbox.wake();
    }

    void resume() {
        paused = false;
        inbox.wake();
    }

    void cancel() {
        cancels.incrementAndGet();
        inbox.wake();
    }

    boolean isPaused() {
        return paused;
    }

    boolean isCancelled() {
        return cancels.get() > 0;
    }

    /** Whether the user doesn't want to wait for anything. */
    boolean isCancelledAtOnce() {
        return cancels.get() > 1;
    }

    RunStatus status() {
        return status;
    }

    void publish(RunStatus now) {
        status = now;
    }
}
