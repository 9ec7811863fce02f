package io.lanista.runtime.drive;

import io.lanista.api.model.Model;
import io.lanista.base.random.Seeds;
import io.lanista.runtime.execute.ExecutorProvider;
import io.lanista.runtime.execute.ExecutorRequest;
import io.lanista.runtime.execute.TrialExecutor;
import io.lanista.runtime.execute.TrialTask;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.parts.UsedProvider;
import io.lanista.runtime.plugin.ProviderGuard;
import io.lanista.runtime.runs.RunFolder;
import io.lanista.runtime.runs.Trial;
import io.lanista.runtime.runs.TrialFiles;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Knows which trials wait for a slot and which run. Confined to the driver's thread. */
final class Dispatcher implements AutoCloseable {
    /** A task that runs, and since when by {@link System#nanoTime}. */
    private record Running(TrialTask task, long since) {}

    private final UsedProvider<ExecutorProvider> executors;
    private final ExecutorRequest request;
    private final ProviderGuard guard;
    private final TrialFiles files;
    private final Seeds seeds;
    private final int slots;
    private final int retries;
    private final Optional<Duration> limit;
    private final Deque<TrialTask> queue = new ArrayDeque<>();
    private final Map<Integer, Running> running = new TreeMap<>();
    private final Map<Integer, Integer> crashes = new HashMap<>();
    private @Nullable TrialExecutor executor;

    /**
     * For a run.
     *
     * @param executors opens where trials run; again if one has to be given up
     * @param request what it is opened with
     */
    Dispatcher(
            UsedProvider<ExecutorProvider> executors,
            ExecutorRequest request,
            TrialFiles files,
            Experiment experiment) {
        this.executors = executors;
        this.request = request;
        this.guard = executors.guard();
        this.files = files;
        this.seeds = new Seeds(experiment.seed());
        this.slots = experiment.parallelism();
        this.retries = experiment.retries();
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
        queue.add(task(trial, model, TrialTask.Kind.EVALUATE));
    }

    /**
     * Starts what waits, as far as there are slots.
     *
     * @param started told of each, by its number
     */
    void startQueued(Consumer<TrialTask> started) {
        while (!queue.isEmpty() && running.size() < slots) {
            TrialTask task = queue.remove();
            started.accept(task);
            start(task);
        }
    }

    /** Starts the test of the winner. */
    void startTest(Trial trial, Model model) {
        start(task(trial, model, TrialTask.Kind.TEST));
    }

    private TrialTask task(Trial trial, Model model, TrialTask.Kind kind) {
        return new TrialTask(
                trial.number(),
                kind,
                model,
                seeds.ofTrial(trial.number()),
                trial.candidate().steps(),
                limit,
                RunFolder.checkpointName(trial.number()),
                RunFolder.artifactName(trial.number()));
    }

    private void start(TrialTask task) {
        running.put(task.trial(), new Running(task, System.nanoTime()));
        TrialExecutor open = opened();
        guard.run("can't start a trial", () -> open.start(task));
    }

    /** Takes note that a task ended. */
    void ended(int trial) {
        running.remove(trial);
    }

    /** Lets a trial whose worker died run once more; false if it has had its chances. */
    boolean again(int trial) {
        if (crashes.merge(trial, 1, Integer::sum) > retries) {
            return false;
        }
        Running before = running.remove(trial);
        if (before != null) {
            queue.addFirst(before.task());
        }
        return true;
    }

    /** Whether this trial runs. */
    boolean isRunning(int trial) {
        return running.containsKey(trial);
    }

    /** For how many seconds each trial that runs has done so, by its number. */
    Map<Integer, Double> seconds() {
        Map<Integer, Double> seconds = new TreeMap<>();
        running.forEach((trial, known) -> seconds.put(trial, (System.nanoTime() - known.since()) / 1e9));
        return seconds;
    }

    /** Forgets what waits, and asks what runs to end. */
    void cancelAll() {
        queue.clear();
        if (!running.isEmpty()) {
            TrialExecutor open = opened();
            running.keySet().forEach(trial -> guard.run("can't cancel a trial", () -> open.cancel(trial)));
        }
    }

    /** Ends what still runs, at once. */
    @Override
    public void close() {
        TrialExecutor open = executor;
        executor = null;
        running.clear();
        if (open != null) {
            guard.run("failed when it was closed", open::close);
        }
    }

    private TrialExecutor opened() {
        TrialExecutor open = executor;
        if (open == null) {
            open = guard.call("can't begin", () -> executors.object().open(request));
            executor = open;
        }
        return open;
    }
}
