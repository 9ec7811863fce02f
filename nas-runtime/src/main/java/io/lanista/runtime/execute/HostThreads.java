package io.lanista.runtime.execute;

import io.lanista.api.failure.Blame;
import io.lanista.api.failure.LanistaException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.MDC;

/**
 * Makes the threads of a runtime, by the factory of the program that embeds it. All are daemons; what else they are, the factory decides. Those
 * that work for a run are called after it, and their lines in logs have its name. Safe for use by several threads.
 */
public final class HostThreads {
    /** For who has no factory of its own. */
    public static final HostThreads PLAIN = new HostThreads(Thread::new);

    private final ThreadFactory factory;

    /** With what makes the threads. */
    public HostThreads(ThreadFactory factory) {
        this.factory = factory;
    }

    /** A factory that gave no thread. */
    private static final class NoThreadException extends LanistaException {
        private static final long serialVersionUID = 1;

        NoThreadException(String name, String what) {
            super(
                    Blame.RESOURCES,
                    "The program's thread factory " + what + " for the thread (" + name
                            + "). Maybe allow it more threads.");
        }
    }

    /**
     * A thread that works for no run, or for several; not started.
     *
     * @throws LanistaException if the program's factory gives none
     */
    public Thread thread(String name, Runnable work) {
        Thread thread;
        try {
            thread = factory.newThread(work);
        } catch (RuntimeException e) {
            NoThreadException failure = new NoThreadException(name, "threw (" + e + ")");
            failure.initCause(e);
            throw failure;
        }
        if (thread == null) { // As the interface says that it may.
            throw new NoThreadException(name, "gave nothing");
        }
        thread.setName(name);
        thread.setDaemon(true);
        return thread;
    }

    /** The only thread of its role in a run, such as {@code control-digits-1}; not started. */
    public Thread thread(RunName run, String role, Runnable work) {
        return thread(role + "-" + run.id(), () -> {
            MDC.put(RunName.KEY, run.id());
            try {
                work.run();
            } finally {
                MDC.remove(RunName.KEY); // A thread that the program made may be used again.
            }
        });
    }

    /** Makes the threads of a role in a run, such as {@code trial-digits-1-0}. */
    public ThreadFactory of(RunName run, String role) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = thread(run, role, work);
            thread.setName(thread.getName() + "-" + number.getAndIncrement());
            return thread;
        };
    }
}
