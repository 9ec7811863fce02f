package io.lanista.runtime.plugin;

import io.lanista.runtime.execute.HostThreads;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a plug-in's code on a thread of its own for a limited time, so that an endless loop holds up neither the host nor the end
 * of the JVM: the thread is a daemon. Such a thread can't be ended, only left behind.
 *
 * <p>The limit is for a thread that runs or waits. One that wants to run and doesn't get a quarter of a processor is given up to
 * eight times as long, so that a busy machine doesn't condemn an innocent plug-in.
 *
 * <p>The context class loader of the thread is the host's. It must not be the plug-in's: DJL looks for its engine through it, and
 * fails for good if it looks in the wrong place first.
 */
final class Watchdog {
    private static final int MAX_ROUNDS = 8;

    private final Duration limit;
    private final ClassLoader contextLoader;
    private final HostThreads threads;

    Watchdog(Duration limit, ClassLoader contextLoader, HostThreads threads) {
        this.limit = limit;
        this.contextLoader = contextLoader;
        this.threads = threads;
    }

    /**
     * Runs some work and gives its result.
     *
     * @param doing what is being done, for the message: {@code loading com.acme.Tpe}
     * @throws PluginFault if the work takes too long (the message names the place where it is stuck) or throws anything. An interrupt
     *     of the caller neither ends the wait nor gets lost.
     */
    <T> T call(String doing, Callable<T> work) throws PluginFault {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = threads.thread("lanista-plugin-" + doing.replace(' ', '-'), task);
        thread.setContextClassLoader(contextLoader);
        thread.start();
        try {
            return waitFor(task, thread);
        } catch (TimeoutException e) {
            PluginFault stuck = new PluginFault(doing + " did not end within " + limit.toMillis()
                    + " ms; it is stuck at " + StuckPlace.in(thread.getStackTrace())
                    + ". Maybe it waits for something or loops for ever.");
            thread.interrupt();
            throw stuck;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof PluginFault fault) {
                throw fault;
            }
            throw new PluginFault(doing + " failed: " + PluginFault.describe(cause) + ".", cause);
        }
    }

    /**
     * Waits for as long as the limit says, and longer if the machine is so busy that the thread had no chance to get on. An
     * interrupt is kept for later: a host that is closed because of one must still stop in order.
     */
    private <T> T waitFor(FutureTask<T> task, Thread thread) throws ExecutionException, TimeoutException {
        boolean interrupted = false;
        int rounds = 1;
        try {
            while (true) {
                try {
                    return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (TimeoutException e) {
                    if (rounds == MAX_ROUNDS || !isStarved(thread, rounds)) {
                        throw e;
                    }
                    rounds++;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean isStarved(Thread thread, int rounds) {
        long used = ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId());
        return thread.getState() == Thread.State.RUNNABLE && used >= 0 && used < rounds * limit.toNanos() / 4;
    }
}
