package io.lanista.runtime;

import io.lanista.api.failure.Blame;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.watch.RunFailure;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunResult;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Counts the runs in progress, and lets those wait for which there is no room. Safe for use by several threads. */
final class RunQueue {
    private final int most;
    private final Executor threads;
    private final Deque<QueuedRun> waiting = new ArrayDeque<>();
    private int running;

    /** With the limit, and with those who begin runs that have waited. */
    RunQueue(int most, Executor threads) {
        this.most = most;
        this.threads = threads;
    }

    /**
     * Takes a place for a run that can't wait.
     *
     * @throws ExperimentException if there is none
     */
    synchronized void enter(String experiment) {
        if (running >= most) {
            throw new ExperimentException(
                    Blame.RESOURCES,
                    "The experiment (" + experiment + ") can't start: as many runs are in progress as there may be ("
                            + most + "). Maybe submit it, so that it waits for its turn, or allow more.");
        }
        running++;
    }

    /** Gives the place of a run back when it is over, before those hear of it who wait for that. */
    RunListener leaving() {
        return new RunListener() {
            @Override
            public void ended(RunResult result) {
                leave();
            }

            @Override
            public void failed(RunFailure failure) {
                leave();
            }
        };
    }

    /** Gives a place back. */
    void leave() {
        QueuedRun next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                running--;
            }
        }
        begin(next);
    }

    /** Lets a run begin, now or later. */
    void submit(QueuedRun run) {
        synchronized (this) {
            if (running >= most) {
                waiting.add(run);
                return;
            }
            running++;
        }
        begin(run);
    }

    private void begin(@Nullable QueuedRun run) {
        if (run == null) {
            return;
        }
        try {
            threads.execute(run::begin);
        } catch (RejectedExecutionException e) {
            leave();
            run.fail(new ExperimentException(
                    Blame.RESOURCES,
                    "A run got no thread from the program's executor: " + e.getMessage()
                            + ". Maybe allow it more threads, or a queue.",
                    e));
        }
    }
}
