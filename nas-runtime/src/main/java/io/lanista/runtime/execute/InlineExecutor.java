package io.lanista.runtime.execute;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs trials on threads of this JVM. Cheap; a trial is cancelled when it next checks for it, and one that crashes or loops for
 * ever in native code takes the JVM with it.
 */
final class InlineExecutor implements TrialExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(InlineExecutor.class);
    private static final long PATIENCE_SECONDS = 10;

    private final TrialEvents events;
    private final TaskRunner runner;
    private final ExecutorService threads;
    private final Map<Integer, RunningTrial> running = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** Starts no thread yet. */
    InlineExecutor(ExecutorRequest request) {
        this.events = request.events();
        this.runner = new TaskRunner(request.evaluation());
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(request.slots(), task -> {
            Thread thread = new Thread(task, "trial-" + request.experiment() + "-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void start(TrialTask task) {
        RunningTrial trial = new RunningTrial(task, (step, metrics) -> events.reported(task.trial(), step, metrics));
        running.put(task.trial(), trial);
        threads.execute(() -> run(task, trial));
    }

    private void run(TrialTask task, RunningTrial trial) {
        long start = System.nanoTime();
        TrialResult result = trial.isCancelled() ? new TrialResult.Cancelled() : runner.run(task, trial);
        running.remove(task.trial());
        if (!closed) {
            events.finished(task.trial(), result, (System.nanoTime() - start) / 1e9);
        }
    }

    @Override
    public void cancel(int trial) {
        RunningTrial known = running.get(trial);
        if (known != null) {
            known.cancel();
        }
    }

    /** Waits up to ten seconds for trials that don't look whether they are cancelled; then leaves them to their daemon threads. */
    @Override
    public void close() {
        closed = true;
        running.values().forEach(RunningTrial::cancel);
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The trials {} don't end although they were cancelled, and are left alone.", running.keySet());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
