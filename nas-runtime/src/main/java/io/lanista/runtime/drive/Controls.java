package io.lanista.runtime.drive;

import io.lanista.runtime.watch.RunStatus;
import io.lanista.runtime.watch.RunStatus.State;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/** What other threads may do to a run, and see of it. Safe for use by several threads. */
final class Controls {
    private final Inbox inbox;
    private final TimeBudget time;
    private final AtomicInteger cancels = new AtomicInteger();
    private volatile boolean paused;
    private volatile RunStatus status = new RunStatus(
            State.REPLAYING, 0, 0, 0, 0, 0, OptionalInt.empty(), Optional.empty(), Duration.ZERO, Optional.empty());

    Controls(Inbox inbox, TimeBudget time) {
        this.inbox = inbox;
        this.time = time;
    }

    Inbox inbox() {
        return inbox;
    }

    TimeBudget time() {
        return time;
    }

    void pause() {
        time.pause();
        paused = true;
        inbox.wake();
    }

    void resume() {
        paused = false;
        time.resume();
        inbox.wake();
    }

    /** Takes note that the user wants an end; true for the first time. */
    boolean cancel() {
        boolean first = cancels.incrementAndGet() == 1;
        inbox.wake();
        return first;
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
