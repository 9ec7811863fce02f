package io.lanista.runtime.execute;

import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.Metrics;
import io.lanista.runtime.text.ModelText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A worker at work: one thread receives, so that a trial can be cancelled and the end of the host is noticed at any time; the other
 * one opens the evaluator, which may take long, and evaluates.
 */
final class WorkerLoop {
    private final Channel channel;
    private final Supplier<Evaluation> evaluator;
    private final LinkedBlockingQueue<WorkerMessage> tasks = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Boolean> verdicts = new LinkedBlockingQueue<>();
    private volatile @Nullable RunningTrial current;

    WorkerLoop(Channel channel, Supplier<Evaluation> evaluator) {
        this.channel = channel;
        this.evaluator = evaluator;
    }

    /** Returns when the host is gone. */
    void run() {
        Thread worker = new Thread(this::work, "trial");
        worker.setDaemon(true);
        worker.start();
        WorkerMessage message = channel.receive();
        while (message != null) {
            take(message);
            message = channel.receive();
        }
    }

    private void take(WorkerMessage message) {
        if (message.is("start")) {
            tasks.add(message);
        } else if (message.is("verdict")) {
            verdicts.add(message.flag("goes-on"));
        } else if (message.is("cancel")) {
            RunningTrial trial = current;
            if (trial != null && trial.trial() == message.integer("trial")) {
                trial.cancel();
            }
        }
    }

    private void work() {
        try {
            TaskRunner runner = open();
            while (true) {
                evaluate(tasks.take(), runner);
            }
        } catch (InterruptedException | IOException e) {
            Runtime.getRuntime().halt(WorkerMain.ORPHANED);
        }
    }

    private TaskRunner open() throws IOException {
        try {
            TaskRunner runner = new TaskRunner(evaluator.get());
            channel.send(WorkerMessage.of("ready"));
            return runner;
        } catch (RuntimeException | LinkageError e) {
            e.printStackTrace();
            channel.send(WorkerMessage.of("refused").with("reason", String.valueOf(e.getMessage())));
            throw new IOException("The evaluator can't be opened.", e);
        }
    }

    private void evaluate(WorkerMessage message, TaskRunner runner) throws IOException {
        TrialTask task = new TrialTask(
                message.integer("trial"),
                TrialTask.Kind.valueOf(message.text("kind")),
                ModelText.fromTree(message.table("model"), "the host"),
                message.whole("seed"),
                message.has("steps") ? OptionalInt.of(message.integer("steps")) : OptionalInt.empty(),
                message.has("limit-millis")
                        ? Optional.of(Duration.ofMillis(message.whole("limit-millis")))
                        : Optional.empty(),
                Path.of(message.text("checkpoint")),
                Path.of(message.text("artifact")));
        RunningTrial trial = new RunningTrial(task, (step, metrics) -> goesOn(task.trial(), step, metrics));
        current = trial;
        long start = System.nanoTime();
        TrialResult result = runner.run(task, trial);
        double seconds = (System.nanoTime() - start) / 1e9;
        current = null;
        channel.send(done(task.trial(), result).with("seconds", seconds));
    }

    private boolean goesOn(int trial, int step, Metrics metrics) {
        try {
            channel.send(WorkerMessage.of("report")
                    .with("trial", trial)
                    .with("step", step)
                    .with("metrics", metrics.values()));
            return verdicts.take();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static WorkerMessage done(int trial, TrialResult result) {
        WorkerMessage done = WorkerMessage.of("done").with("trial", trial);
        if (result instanceof TrialResult.Completed completed) {
            return done.with("result", "completed")
                    .with("metrics", completed.metrics().map(Metrics::values).orElse(null));
        }
        if (result instanceof TrialResult.Failed failed) {
            return done.with("result", "failed").with("reason", failed.reason());
        }
        return done.with("result", "cancelled");
    }
}
