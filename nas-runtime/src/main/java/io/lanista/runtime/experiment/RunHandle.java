package io.lanista.runtime.experiment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A run in progress. Safe for use by several threads. */
public final class RunHandle implements AutoCloseable {
    private final Path folder;
    private final Controls controls;
    private final CompletableFuture<RunResult> result;

    RunHandle(Path folder, Controls controls, CompletableFuture<RunResult> result) {
        this.folder = folder;
        this.controls = controls;
        this.result = result;
    }

    /** Where its journal is. */
    public Path folder() {
        return folder;
    }

    /** How far it is. */
    public RunStatus status() {
        return controls.status();
    }

    /** Starts no new trials until {@link #resume}; those that run go on. */
    public void pause() {
        controls.pause();
    }

    /** Takes back {@link #pause}. */
    public void resume() {
        controls.resume();
    }

    /**
     * Ends the run; trials that run are ended without a result, and are run again if the run is continued later. Returns at once.
     * They get a second to end by themselves, or none if this is called twice.
     */
    public void cancel() {
        controls.cancel();
    }

    /** Whether it is over. */
    public boolean isDone() {
        return result.isDone();
    }

    /**
     * Waits until the run is over.
     *
     * @throws ExperimentException if it failed, or
     * @throws io.lanista.runtime.journal.JournalException if its journal could not be written
     * @throws InterruptedException if the waiting thread was interrupted; the run goes on
     */
    public RunResult await() throws InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw unchecked(e);
        }
    }

    /** Waits no longer than this; empty if the run isn't over then. */
    public Optional<RunResult> await(Duration patience) throws InterruptedException {
        try {
            return Optional.of(result.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw unchecked(e);
        }
    }

    /** Cancels the run, and returns when nothing of it is left. */
    @Override
    public void close() {
        if (!controls.isCancelled()) {
            cancel();
        }
        try {
            result.join();
        } catch (CompletionException e) {
            return; // Who cares for the failure has awaited it.
        }
    }

    private static RuntimeException unchecked(ExecutionException wrapper) {
        Throwable failure = wrapper.getCause();
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException unchecked
                ? unchecked
                : new ExperimentException("The run failed: " + wrapper.getMessage(), wrapper);
    }
}
