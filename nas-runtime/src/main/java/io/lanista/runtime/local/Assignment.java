package io.lanista.runtime.local;

import org.jspecify.annotations.Nullable;

/**
 * A trial that was started: on its way to a worker, in one, or over. Safe for use by several threads; a worker is killed for the
 * sake of the trial that it runs only.
 */
final class Assignment {
    private @Nullable Worker worker;
    private boolean cancelled;
    private boolean late;
    private boolean killed;

    /** Takes note of the worker; false if the trial was cancelled before it began. */
    synchronized boolean begin(Worker fresh) {
        if (!cancelled) {
            worker = fresh;
        }
        return !cancelled;
    }

    /** Takes note that the worker has answered; false if it was killed all the same, and can't be used again. */
    synchronized boolean end() {
        worker = null;
        return !killed;
    }

    /** Takes note that nobody wants an answer any more; the worker that runs it, if it has begun. */
    synchronized @Nullable Worker cancel() {
        cancelled = true;
        return worker;
    }

    /** Ends the worker that still runs it, if one does, because it takes too long. */
    synchronized void killLate() {
        late = worker != null;
        kill();
    }

    /** Ends the worker that still runs it, if one does. */
    synchronized void kill() {
        if (worker != null) {
            killed = true;
            worker.kill();
        }
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }

    synchronized boolean isLate() {
        return late;
    }
}
