package io.lanista.runtime.local;

import java.util.Collection;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Ends workers that take more memory than they may, native code's included, before the machine has none left. It looks at what each
 * process holds ten times a second: a limit of the system's own would end the JVM without a word, or count what it only reserves.
 */
final class MemoryWatch implements AutoCloseable {
    private static final long MILLIS = 100;

    private final ScheduledExecutorService timer;

    /**
     * Begins to watch.
     *
     * @param workers those that there are, at any time
     * @param limit bytes for each of them
     * @param threads makes its thread
     */
    MemoryWatch(Collection<Worker> workers, long limit, ThreadFactory threads) {
        timer = Executors.newSingleThreadScheduledExecutor(threads);
        timer.scheduleWithFixedDelay(
                () -> workers.forEach(worker -> look(worker, limit)), MILLIS, MILLIS, TimeUnit.MILLISECONDS);
    }

    private static void look(Worker worker, long limit) {
        OptionalLong held = Machine.heldBy(worker.process());
        if (held.isPresent() && held.getAsLong() > limit) {
            worker.killForMemory(held.getAsLong(), limit);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
