package io.lanista.runtime.plugin;

import io.lanista.runtime.execute.HostThreads;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Work that is done on a thread of its own while the host starts, since the start is bound by the loading of classes, which two
 * threads do in little more than half the time.
 *
 * @param <T> what it gives
 */
final class BackgroundTask<T> {
    private final FutureTask<T> task;

    private BackgroundTask(FutureTask<T> task) {
        this.task = task;
    }

    /** Begins; the thread is a daemon. */
    static <T> BackgroundTask<T> of(HostThreads threads, String name, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        threads.thread("lanista-plugins-" + name, task).start();
        return new BackgroundTask<>(task);
    }

    /** What came of it, waiting for it if need be. An interrupt doesn't end the wait, and isn't lost. */
    T get() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw unchecked(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException unchecked(ExecutionException wrapper) {
        Throwable failure = wrapper.getCause();
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException unchecked
                ? unchecked
                : new PluginException("The plug-in host can't start: " + failure, wrapper);
    }
}
