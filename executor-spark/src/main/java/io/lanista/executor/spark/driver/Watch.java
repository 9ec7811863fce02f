package io.lanista.executor.spark.driver;

import io.lanista.executor.spark.wire.ToHost;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/**
 * Watches the cluster: Spark waits for ever for executors that never come, and says nothing. After so long with jobs and without an
 * executor the host is told.
 */
final class Watch extends SparkListener {
    private static final long PERIOD_MILLIS = 500;

    private final long patienceNanos;
    private final Outbox outbox;
    private final IntSupplier jobs;
    private final Set<String> executors = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer;
    private volatile String lastFailure = "Spark doesn't say why.";
    private volatile long idleSince = System.nanoTime();
    private volatile boolean ended;

    /**
     * Nothing is there yet.
     *
     * @param patience how long there may be none, in seconds
     * @param jobs how many jobs wait or run
     */
    Watch(String patience, Outbox outbox, IntSupplier jobs) {
        this.patienceNanos = TimeUnit.SECONDS.toNanos(Long.parseLong(patience));
        this.outbox = outbox;
        this.jobs = jobs;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "watch");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Takes note of executors that came before it listened: in local mode, the driver itself is one. */
    void count(SparkContext spark) {
        if (spark.isLocal()) {
            executors.add("driver");
        }
    }

    void begin() {
        idleSince = System.nanoTime();
        timer.scheduleWithFixedDelay(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (!executors.isEmpty() || jobs.getAsInt() == 0) {
            idleSince = System.nanoTime();
        } else if (System.nanoTime() - idleSince > patienceNanos) {
            end();
            outbox.add(
                    ToHost.BROKEN,
                    "No executor has come within " + TimeUnit.NANOSECONDS.toSeconds(patienceNanos)
                            + " s. The cluster may be busy, have no machine with so many cores and so much memory, or"
                            + " its executors may not be able to start.");
        }
    }

    void end() {
        ended = true;
        timer.shutdownNow();
    }

    /** Why the last executor or task was lost, in a line. */
    String lastFailure() {
        return lastFailure;
    }

    @Override
    public void onExecutorAdded(SparkListenerExecutorAdded added) {
        executors.add(added.executorId());
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
        executors.remove(removed.executorId());
        lastFailure = "the executor " + removed.executorId() + " was lost: " + Causes.line(removed.reason());
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        if (end.reason() instanceof TaskFailedReason reason) {
            lastFailure = Causes.line(reason.toErrorString());
        }
    }

    @Override
    public void onApplicationEnd(SparkListenerApplicationEnd end) {
        if (!ended) {
            end();
            outbox.add(ToHost.BROKEN, "The cluster has ended the application; " + lastFailure);
        }
    }
}
