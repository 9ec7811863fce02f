package io.lanista.runtime.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A run in progress. Safe for use by several threads. */
public interface RunHandle extends AutoCloseable {
    /**
     * Where its journal is.
     *
     * @throws IllegalStateException if the run was submitted and has not begun yet, so that it has none
     */
    Path folder();

    /** How far it is. */
    RunStatus status();

    /** Starts no new trials until {@link #resume}; those that run go on. The time of a pause counts for no budget. */
    void pause();

    /** Takes back {@link #pause}. */
    void resume();

    /**
     * Ends the run; trials that run are ended without a result, and are run again if the run is continued later. Returns at once.
     * They get a second to end by themselves, or none if this is called twice. A strategy that doesn't return from a call for three
     * seconds is left behind.
     */
    void cancel();

    /**
     * Completed when the run is over: with its result, or with what went wrong. Completing or cancelling it has no effect on the run.
     */
    CompletableFuture<RunResult> completion();

    /** Whether it is over. */
    default boolean isDone() {
        return completion().isDone();
    }

    /**
     * Waits until the run is over.
     *
     * @throws io.lanista.api.failure.LanistaException if it failed; that says whose fault it is
     * @throws InterruptedException if the waiting thread was interrupted; the run goes on
     */
    default RunResult await() throws InterruptedException {
        try {
            return completion().get();
        } catch (ExecutionException e) {
            throw Thrown.by(e);
        }
    }

    /** Waits no longer than this; empty if the run isn't over then. */
    default Optional<RunResult> await(Duration patience) throws InterruptedException {
        try {
            return Optional.of(completion().get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw Thrown.by(e);
        }
    }

    /**
     * Cancels the run, and returns when nothing of it is left.
     *
     * @throws IllegalStateException if called by the run's own thread, as by a listener: it is cancelled then, and not waited for
     */
    @Override
    void close();
}
