package io.lanista.runtime.experiment;

import io.lanista.api.model.Model;
import io.lanista.runtime.execute.TrialExecutor;
import io.lanista.runtime.execute.TrialTask;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Knows which trials wait for a slot and which run. Confined to the driver's thread. */
final class Dispatcher implements AutoCloseable {
    /** A trial and what it is. */
    private record Ready(Trial trial, Model model) {}

    private final Supplier<TrialExecutor> executors;
    private final TrialFiles files;
    private final Seeds seeds;
    private final int slots;
    private final Optional<Duration> limit;
    private final Deque<Ready> queue = new ArrayDeque<>();
    private final Map<Integer, Ready> running = new TreeMap<>();
    private @Nullable TrialExecutor executor;

    Dispatcher(Supplier<TrialExecutor> executors, TrialFiles files, Seeds seeds, Experiment experiment) {
        this.executors = executors;
        this.files = files;
        this.seeds = seeds;
        this.slots = experiment.parallelism();
        this.limit = experiment.trialTime();
    }

    int freeSlots() {
        return Math.max(0, slots - queue.size() - running.size());
    }

    int running() {
        return running.size();
    }

    boolean isIdle() {
        return queue.isEmpty() && running.isEmpty();
    }

    void enqueue(Trial trial, Model model) {
        queue.add(new Ready(trial, model));
    }

    /** Starts what waits, as far as there are slots. */
    void startQueued(Consumer<Trial> beforeEach) {
        while (!queue.isEmpty() && running.size() < slots) {
            Ready ready = queue.remove();
            files.prepare(ready.trial());
            beforeEach.accept(ready.trial());
            start(ready, TrialTask.Kind.EVALUATE);
        }
    }

    /** Starts the test of the winner. */
    void startTest(Trial trial, Model model) {
        start(new Ready(trial, model), TrialTask.Kind.TEST);
    }

    private void start(Ready ready, TrialTask.Kind kind) {
        Trial trial = ready.trial();
        running.put(trial.number, ready);
        opened().start(new TrialTask(
                trial.number,
                kind,
                ready.model(),
                seeds.ofTrial(trial.number),
                trial.candidate.steps(),
                limit,
                files.folder().checkpoint(trial.number),
                files.folder().artifact(trial.number)));
    }

    /** Takes note that a task ended. */
    void ended(int trial) {
        running.remove(trial);
    }

    /** Lets a trial that runs no longer run once more. */
    void again(int trial) {
        Ready before = running.remove(trial);
        if (before != null) {
            queue.addFirst(before);
        }
    }

    /** Whether this trial runs. */
    boolean isRunning(int trial) {
        return running.containsKey(trial);
    }

    /** Forgets what waits, and asks what runs to end. */
    void cancelAll() {
        queue.clear();
        running.keySet().forEach(opened()::cancel);
    }

    /** Ends what still runs, at once. */
    @Override
    public void close() {
        TrialExecutor open = executor;
        executor = null;
        running.clear();
        if (open != null) {
            open.close();
        }
    }

    private TrialExecutor opened() {
        TrialExecutor open = executor;
        if (open == null) {
            open = executors.get();
            executor = open;
        }
        return open;
    }
}
