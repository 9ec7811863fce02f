package io.lanista.runtime.local;

import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.Metrics;
import io.lanista.runtime.execute.ExecutorRequest;
import io.lanista.runtime.execute.RunningTrial;
import io.lanista.runtime.execute.TrialEvents;
import io.lanista.runtime.execute.TrialExecutor;
import io.lanista.runtime.execute.TrialResult;
import io.lanista.runtime.execute.TrialTask;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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
    private final Evaluation evaluation;
    private final Path runFolder;
    private final ExecutorService threads;
    private final Map<Integer, RunningTrial> running = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** Starts no thread yet. */
    InlineExecutor(ExecutorRequest request) {
        this.events = request.events();
        this.evaluation = request.evaluation();
        this.runFolder = request.folders().run();
        this.threads = Executors.newFixedThreadPool(request.slots(), request.threads("trial"));
    }

    @Override
    public void start(TrialTask task) {
        RunningTrial trial = new RunningTrial(task, evaluation, runFolder, new RunningTrial.Reporter() {
            @Override
            public boolean goesOn(int step, Metrics metrics) {
                return events.reported(task.trial(), step, metrics);
            }

            @Override
            public void advanced(int done, int all) {
                events.advanced(task.trial(), done, all);
            }
        });
        running.put(task.trial(), trial);
        threads.execute(() -> run(task, trial));
    }

    private void run(TrialTask task, RunningTrial trial) {
        long start = System.nanoTime();
        TrialResult result = trial.run();
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
