package io.lanista.runtime;

import io.lanista.api.failure.Blame;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.watch.RunFailure;
import io.lanista.runtime.watch.RunHandle;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunResult;
import io.lanista.runtime.watch.RunStatus;
import io.lanista.runtime.watch.RunStatus.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run that was submitted: it waits, and is one like any other after that. Safe for use by several threads. */
final class QueuedRun implements RunHandle {
    private static final Logger LOG = LoggerFactory.getLogger(QueuedRun.class);

    private final Experiment experiment;
    private final List<RunListener> listeners;
    private final Supplier<RunHandle> start;
    private final RunQueue queue;
    private final CompletableFuture<RunResult> result = new CompletableFuture<>();
    private @Nullable RunHandle begun;
    private boolean paused;
    private boolean cancelled;
    private boolean starting;

    /**
     * With what to do when its turn has come.
     *
     * @param start gives the place in the queue back when the run that it starts is over
     */
    QueuedRun(Experiment experiment, List<RunListener> listeners, RunQueue queue, Supplier<RunHandle> start) {
        this.experiment = experiment;
        this.listeners = listeners;
        this.start = start;
        this.queue = queue;
    }

    /** Its turn has come. Called once, by a thread that may take its time. */
    void begin() {
        if (!isToStart()) {
            queue.leave(); // Its cancellation was told already.
            return;
        }
        try {
            RunHandle run = start.get();
            synchronized (this) {
                begun = run;
                if (paused) {
                    run.pause();
                }
                if (cancelled) {
                    run.cancel();
                }
            }
            run.completion().whenComplete((ended, failure) -> {
                if (failure == null) {
                    result.complete(ended);
                } else {
                    result.completeExceptionally(
                            failure instanceof CompletionException wrapped && wrapped.getCause() != null
                                    ? wrapped.getCause()
                                    : failure);
                }
            });
        } catch (RuntimeException | Error e) {
            queue.leave();
            fail(e);
        }
    }

    private synchronized boolean isToStart() {
        starting = !cancelled;
        return starting;
    }

    /** It never began: nobody else tells the listeners. */
    void fail(Throwable failure) {
        RunFailure told = new RunFailure(
                experiment.name(),
                experiment.runsFolder(),
                Blame.of(failure),
                failure.getMessage() == null ? failure.toString() : failure.getMessage(),
                failure);
        for (RunListener listener : listeners) {
            try {
                listener.failed(told);
            } catch (Throwable e) { // Whatever it is, who awaits the run must hear of its failure.
                LOG.warn("A listener of the program failed: {}", e.toString(), e);
            }
        }
        result.completeExceptionally(failure);
    }

    private synchronized Optional<RunHandle> begun() {
        return Optional.ofNullable(begun);
    }

    @Override
    public Path folder() {
        return begun().map(RunHandle::folder)
                .orElseThrow(() -> new IllegalStateException(
                        "The run of (" + experiment.name() + ") has not begun yet, and so has no folder."));
    }

    @Override
    public RunStatus status() {
        return begun().map(RunHandle::status)
                .orElseGet(() -> new RunStatus(
                        result.isDone() ? State.FAILED : State.WAITING,
                        0,
                        0,
                        0,
                        0,
                        0,
                        OptionalInt.empty(),
                        Optional.empty(),
                        Duration.ZERO,
                        experiment.budget().time()));
    }

    @Override
    public synchronized void pause() {
        paused = true;
        begun().ifPresent(RunHandle::pause);
    }

    @Override
    public synchronized void resume() {
        paused = false;
        begun().ifPresent(RunHandle::resume);
    }

    @Override
    public void cancel() {
        synchronized (this) {
            boolean isFirst = !cancelled;
            cancelled = true;
            if (starting || !isFirst) {
                begun().ifPresent(RunHandle::cancel);
                return;
            }
        }
        fail(new ExperimentException("The run of (" + experiment.name() + ") was cancelled before it began."));
    }

    @Override
    public CompletableFuture<RunResult> completion() {
        return result.copy();
    }

    @Override
    public void close() {
        cancel();
        begun().ifPresent(RunHandle::close);
        try {
            result.join();
        } catch (CompletionException e) {
            return; // Who cares for the failure has awaited it.
        }
    }
}
