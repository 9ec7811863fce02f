package io.lanista.runtime.drive;

import io.lanista.api.failure.Blame;
import io.lanista.runtime.execute.HostThreads;
import io.lanista.runtime.execute.RunName;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.parts.Listeners;
import io.lanista.runtime.plugin.StuckPlace;
import io.lanista.runtime.runs.RemoteControl;
import io.lanista.runtime.watch.EndReason;
import io.lanista.runtime.watch.RunFailure;
import io.lanista.runtime.watch.RunHandle;
import io.lanista.runtime.watch.RunInfo;
import io.lanista.runtime.watch.RunResult;
import io.lanista.runtime.watch.RunStatus;
import io.lanista.runtime.watch.RunStatus.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of a run: lets the driver work, closes what the run holds open, and tells how it ended. After a cancellation, and when the
 * time is over, a second thread looks whether the first is stuck in a call of the strategy; if so, it ends the run without it. What
 * doesn't return from its close is left behind, too.
 */
final class RunThread implements RunHandle {
    private static final Logger LOG = LoggerFactory.getLogger(RunThread.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Who isn't waited for by anybody may take longer, to propose something or to close. */
    private static final Duration LONG_PATIENCE = Duration.ofSeconds(10);

    private static final long LOOK_AGAIN_MILLIS = 50;

    private final RunInfo info;
    private final Driver driver;
    private final StrategyCalls strategy;
    private final Controls controls;
    private final Listeners listeners;
    private final OpenParts parts;
    private final HostThreads helping;
    private final CompletableFuture<RunResult> result = new CompletableFuture<>();
    private final Runnable work;
    private @Nullable RemoteControl control;
    private volatile @Nullable Thread thread;
    private volatile @Nullable Thread watch;
    private volatile @Nullable RunResult driven;
    private final AtomicBoolean over = new AtomicBoolean();

    /**
     * For a run.
     *
     * @param replay see {@link Driver#run}
     * @param supernet see {@link Driver#run}
     * @param parts closed at the end
     * @param helping make the threads beside that of the run
     */
    RunThread(
            RunInfo info,
            Driver driver,
            Runnable replay,
            Optional<OneShotPhase> supernet,
            StrategyCalls strategy,
            Controls controls,
            Listeners listeners,
            OpenParts parts,
            HostThreads helping) {
        this.info = info;
        this.driver = driver;
        this.strategy = strategy;
        this.controls = controls;
        this.listeners = listeners;
        this.parts = parts;
        this.helping = helping;
        this.work = () -> work(replay, supernet);
    }

    /** Starts the run on a thread from here. */
    RunHandle start(Executor threads) {
        control = RemoteControl.over(this, helping);
        try {
            threads.execute(() -> RunName.of(info.folder()).during(this::onThread));
        } catch (RejectedExecutionException e) {
            control.close();
            throw new ExperimentException(
                    Blame.RESOURCES,
                    "The run (" + info.folder() + ") got no thread from the program's executor: " + e.getMessage()
                            + ". Maybe allow it more threads, or a queue.",
                    e);
        }
        return this;
    }

    private void onThread() {
        thread = Thread.currentThread();
        try {
            if (info.time().isPresent()) {
                watchStrategy();
            }
            work.run();
        } finally {
            thread = null;
        }
    }

    private void work(Runnable replay, Optional<OneShotPhase> supernet) {
        try {
            driven = driver.run(replay, supernet);
            end(driven);
        } catch (Throwable e) { // Whatever it is, who awaits the run must hear of it.
            if (!strategy.isAbandoned()) {
                fail(e);
            }
        }
    }

    private void end(RunResult ended) {
        Optional<Thread> late = whenLate(parts::close, stuck -> tellEnd(with(ended, stuck)));
        parts.close();
        late.ifPresent(Thread::interrupt);
        tellEnd(ended);
    }

    private static RunResult with(RunResult ended, String stuck) {
        EndReason reason = new EndReason(ended.reason().kind(), ended.reason().message() + " " + stuck);
        return new RunResult(
                ended.experiment(),
                ended.folder(),
                reason,
                ended.completed(),
                ended.failed(),
                ended.rejected(),
                ended.best(),
                ended.front(),
                ended.export(),
                ended.seconds());
    }

    private void tellEnd(RunResult ended) {
        if (over.compareAndSet(false, true)) {
            try {
                listeners.tellLast(listener -> listener.ended(ended));
                endOthers();
            } finally {
                result.complete(ended);
            }
        }
    }

    private void fail(Throwable failure) {
        Optional<Thread> late = whenLate(() -> parts.closeAfter(failure), stuck -> tellFailure(failure));
        parts.closeAfter(failure);
        late.ifPresent(Thread::interrupt);
        tellFailure(failure);
    }

    private void tellFailure(Throwable failure) {
        if (over.compareAndSet(false, true)) {
            controls.publish(controls.status().in(State.FAILED));
            RunFailure told = new RunFailure(
                    info.experiment(),
                    info.folder(),
                    Blame.of(failure),
                    failure.getMessage() == null ? failure.toString() : failure.getMessage(),
                    failure);
            try {
                listeners.tellLast(listener -> listener.failed(told));
                endOthers();
            } finally {
                result.completeExceptionally(failure);
            }
        }
    }

    /**
     * Ends the run without what this thread is stuck in, if it takes too long to close the parts.
     *
     * @param closing closes the others
     * @param telling tells the end, given a sentence about what was left behind
     * @return the thread that waits, if there is one; to be interrupted when the parts are closed
     */
    private Optional<Thread> whenLate(Runnable closing, Consumer<String> telling) {
        Thread closer = Thread.currentThread();
        return begin("late", () -> {
            try {
                Thread.sleep(LONG_PATIENCE.toMillis());
                String stuck = "What the run held open did not close within " + LONG_PATIENCE.toSeconds()
                        + " s, and was left behind at " + StuckPlace.in(closer.getStackTrace()) + ".";
                closing.run();
                telling.accept(stuck);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // All is closed.
            } catch (Throwable e) { // Whatever it is, who awaits the run must hear of it.
                tellFailure(e);
            }
        });
    }

    /** Begins to look after the run; where there is no thread for that, the run goes on without. */
    private Optional<Thread> begin(String role, Runnable looking) {
        try {
            Thread started = helping.thread(RunName.of(info.folder()), role, looking);
            started.start();
            return Optional.of(started);
        } catch (RuntimeException | OutOfMemoryError e) { // The JVM says so where the system has no more threads.
            LOG.warn("Nobody looks whether something is stuck in the run {}: {}", info.folder(), e.getMessage());
            return Optional.empty();
        }
    }

    /** Ends the threads that look after the run, but for this one. */
    private void endOthers() {
        RemoteControl listening = control;
        if (listening != null) {
            listening.close();
        }
        Thread second = watch;
        if (second != null && second != Thread.currentThread()) {
            second.interrupt();
            try {
                second.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns when the run is over, or when one call of the strategy took so long that the run was ended without it. */
    private void awaitStrategy() {
        long call = StrategyCalls.NONE;
        long since = System.nanoTime();
        while (!result.isDone()) {
            long now = strategy.current();
            boolean toEnd = controls.isCancelled() || controls.time().isOver();
            Duration patience = controls.isCancelled() ? PATIENCE : LONG_PATIENCE;
            if (!toEnd || now == StrategyCalls.NONE || now != call) {
                call = now;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > patience.toNanos() && strategy.abandon(call)) {
                endWithoutStrategy();
                return;
            }
            try {
                Thread.sleep(LOOK_AGAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void endWithoutStrategy() {
        Thread stuck = thread;
        if (stuck != null) {
            stuck.interrupt(); // It may wait for something, and end then.
        }
        try {
            RunResult before = driven; // There is one if only the strategy's close never ends.
            end(
                    before != null
                            ? before
                            : driver.closeWithout("The " + strategy.strategy() + " did not return from '"
                                    + strategy.method() + "', and was left behind."));
        } catch (Throwable e) { // As above.
            fail(e);
        }
    }

    // What others see and do.

    @Override
    public void cancel() {
        if (controls.cancel()) {
            watchStrategy();
        }
    }

    private synchronized void watchStrategy() {
        if (watch == null) {
            watch = begin("watch", this::awaitStrategy).orElse(null);
        }
    }

    @Override
    public Path folder() {
        return info.folder();
    }

    @Override
    public RunStatus status() {
        return controls.status();
    }

    @Override
    public void pause() {
        controls.pause();
    }

    @Override
    public void resume() {
        controls.resume();
    }

    @Override
    public CompletableFuture<RunResult> completion() {
        return result.copy();
    }

    @Override
    public void close() {
        if (!controls.isCancelled()) {
            cancel();
        }
        if (!result.isDone() && Thread.currentThread() == thread) {
            throw new IllegalStateException(
                    "The run (" + info.folder()
                            + ") was cancelled, and can't be waited for by its own thread, on which its listeners"
                            + " are called. Maybe close it, or the runtime, from another thread, or when completion() is done.");
        }
        try {
            result.join();
        } catch (CompletionException e) {
            return; // Who cares for the failure has awaited it.
        }
    }
}
