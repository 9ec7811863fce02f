package io.lanista.runtime.execute;

import io.lanista.api.failure.LanistaException;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.TrialCancelledException;
import io.lanista.api.trial.TrialContext;
import io.lanista.base.random.Seeds;
import io.lanista.djl.file.DataFile;
import io.lanista.runtime.foreign.ForeignText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task at work in this JVM: {@link #run} evaluates on the calling thread, whatever the evaluator does, and {@link #cancel} may be
 * called by any thread. The evaluator's reports go to whoever decides, and it notices a request to end at its next check.
 */
public final class RunningTrial {
    /** Passes a report on and brings the decision back. */
    @FunctionalInterface
    public interface Reporter {
        /** Whether the trial goes on after this report; returns once that is decided. */
        boolean goesOn(int step, Metrics metrics);

        /** The step that is next to be reported is so far; called a few times in a second at most. */
        default void advanced(int done, int all) {}
    }

    private static final Duration ADVANCES = Duration.ofMillis(250);
    private static final Logger LOG = LoggerFactory.getLogger(RunningTrial.class);

    private final TrialTask task;
    private final Evaluation evaluation;
    private final Path runFolder;
    private final Reporter reporter;
    private volatile boolean cancelled;

    /**
     * A task that has not begun.
     *
     * @param runFolder where the task's folders lie
     */
    public RunningTrial(TrialTask task, Evaluation evaluation, Path runFolder, Reporter reporter) {
        this.task = task;
        this.evaluation = evaluation;
        this.runFolder = runFolder;
        this.reporter = reporter;
    }

    /** Asks it to end; if it has not begun, it won't. */
    public void cancel() {
        cancelled = true;
    }

    /** Evaluates, and returns how that ended. The thread's context class loader is afterwards what it was. */
    public TrialResult run() {
        if (cancelled) {
            return new TrialResult.Cancelled();
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        Context context = new Context();
        try {
            Optional<Metrics> metrics = task.kind() == TrialTask.Kind.EVALUATE
                    ? Optional.ofNullable(evaluation.evaluate(task.model(), context))
                    : evaluation.test(task.model(), context);
            return metrics == null || metrics.isEmpty() && task.kind() == TrialTask.Kind.EVALUATE
                    ? new TrialResult.Failed("The evaluator answered null, and must answer with metrics.")
                    : new TrialResult.Completed(metrics);
        } catch (TrialCancelledException e) {
            return ended(context);
        } catch (Throwable e) { // Also errors: an evaluator out of memory must not take the experiment with it.
            if (cancelled || context.isLate()) {
                return ended(context); // What it says is what the interruption did to it.
            }
            LOG.debug("Trial {} failed", task.trial(), e);
            return new TrialResult.Failed(reason(e));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private TrialResult ended(Context context) {
        return cancelled || !context.isLate() ? new TrialResult.Cancelled() : new TrialResult.Failed(task.late());
    }

    /** One sentence; the name of the exception is left out where its message speaks to users. */
    private static String reason(Throwable failure) {
        String message = ForeignText.message(failure);
        if (message == null) {
            return failure.getClass().getName();
        }
        return failure instanceof LanistaException ? message : ForeignText.name(failure) + ": " + message;
    }

    /** What the evaluator sees. */
    private final class Context implements TrialContext {
        private final long start = System.nanoTime();
        private int lastStep;
        private long lastAdvance = start;

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
            return Seeds.generator(task.seed());
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
        public void advanced(int done, int all) {
            long now = System.nanoTime();
            if (now - lastAdvance > ADVANCES.toNanos()) {
                lastAdvance = now;
                reporter.advanced(done, all);
            }
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
            return existing(task.checkpoint());
        }

        @Override
        public Path artifactFolder() {
            return existing(task.artifact());
        }

        private Path existing(String path) {
            Path folder = runFolder.resolve(path);
            try {
                return Files.createDirectories(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "The folder " + folder + " can't be made: " + DataFile.reason(e) + ".", e);
            }
        }
    }
}
