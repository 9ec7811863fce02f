package io.lanista.runtime.execute;

import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.TrialCancelledException;
import io.lanista.api.trial.TrialContext;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** A trial's view of its host: reports go to whoever decides, and a request to end is noticed at the next check. */
final class RunningTrial implements TrialContext {
    /** Passes a report on and brings the decision back. */
    @FunctionalInterface
    interface Reporter {
        boolean goesOn(int step, Metrics metrics);
    }

    private static final RandomGeneratorFactory<RandomGenerator> GENERATORS =
            RandomGeneratorFactory.of("L64X128MixRandom");

    private final TrialTask task;
    private final Reporter reporter;
    private volatile boolean cancelled;
    private final long start = System.nanoTime();
    private int lastStep;

    RunningTrial(TrialTask task, Reporter reporter) {
        this.task = task;
        this.reporter = reporter;
    }

    /** Called by any thread. */
    void cancel() {
        cancelled = true;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** Whether it took longer than it may. */
    boolean isLate() {
        return task.limit().isPresent()
                && System.nanoTime() - start > task.limit().get().toNanos();
    }

    @Override
    public int trial() {
        return task.trial();
    }

    @Override
    public long seed() {
        return task.seed();
    }

    @Override
    public RandomGenerator random() {
        return GENERATORS.create(task.seed());
    }

    @Override
    public void report(int step, Metrics metrics) {
        checkCancelled();
        if (step <= lastStep) {
            throw new IllegalArgumentException("The step (" + step + ") was reported after the step (" + lastStep
                    + "), and steps must rise from 1. Maybe report once per epoch.");
        }
        lastStep = step;
        if (!reporter.goesOn(step, metrics)) {
            cancel();
        }
        checkCancelled();
    }

    @Override
    public void checkCancelled() {
        if (cancelled || isLate()) {
            throw new TrialCancelledException("The trial (" + task.trial() + ") is to end.");
        }
    }

    @Override
    public OptionalInt steps() {
        return task.steps();
    }

    @Override
    public Path checkpointFolder() {
        return Folders.existing(task.checkpointFolder());
    }

    @Override
    public Path artifactFolder() {
        return Folders.existing(task.artifactFolder());
    }
}
