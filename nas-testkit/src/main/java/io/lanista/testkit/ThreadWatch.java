package io.lanista.testkit;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds threads that were started and not ended. */
final class ThreadWatch {
    /** How long a thread may take to end after its owner was closed, in steps of 10 ms. */
    private static final int PATIENCE = 500;

    private ThreadWatch() {}

    static Set<Thread> running() {
        return new LinkedHashSet<>(Thread.getAllStackTraces().keySet());
    }

    static void assertNoneSince(Set<Thread> before, String owner) {
        Set<Thread> left = since(before);
        for (int i = 0; i < PATIENCE && !left.isEmpty(); i++) {
            pause();
            left = since(before);
        }
        if (!left.isEmpty()) {
            throw new AssertionError(
                    "After closing " + owner + ", threads are left that it started: "
                            + left.stream().map(Thread::getName).collect(Collectors.joining(", "))
                            + ". Maybe shut down its executor in close(), or do without threads: the host runs things in parallel.");
        }
    }

    /** Workers of the common pool, and those that wait for processes, belong to the JVM, whoever woke them. */
    private static Set<Thread> since(Set<Thread> before) {
        Set<Thread> left = running();
        left.removeAll(before);
        left.removeIf(thread -> !thread.isAlive()
                || thread.getName().startsWith("ForkJoinPool.commonPool")
                || thread.getName().startsWith("process reaper"));
        return left;
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
