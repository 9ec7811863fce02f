package io.lanista.runtime.local;

import io.lanista.api.trial.Metrics;
import io.lanista.runtime.execute.RunningTrial;
import io.lanista.runtime.execute.TrialTask;
import io.lanista.runtime.remote.RemoteMessage;
import io.lanista.runtime.remote.TrialHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A worker at work: one thread receives, so that a trial can be cancelled and the end of the host is noticed at any time; the other
 * one opens the evaluator, which may take long, and evaluates.
 */
final class WorkerLoop {
    private final Connection connection;
    private final Supplier<TrialHost> opening;
    private final BlockingQueue<TrialTask> tasks = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> verdicts = new LinkedBlockingQueue<>();
    private volatile @Nullable TrialHost trials;

    WorkerLoop(Connection connection, Supplier<TrialHost> opening) {
        this.connection = connection;
        this.opening = opening;
    }

    /** Returns when the host is gone. */
    void run() {
        Thread worker = new Thread(this::work, "trial");
        worker.setDaemon(true);
        worker.start();
        RemoteMessage message = connection.receive();
        while (message != null) {
            take(message);
            message = connection.receive();
        }
    }

    private void take(RemoteMessage message) {
        TrialHost open = trials;
        if (message instanceof RemoteMessage.Start start) {
            tasks.add(start.task());
        } else if (message instanceof RemoteMessage.Verdict verdict) {
            verdicts.add(verdict.goesOn());
        } else if (message instanceof RemoteMessage.Cancel cancel && open != null) {
            open.cancel(cancel.trial());
        }
    }

    private void work() {
        try {
            TrialHost open = open();
            trials = open;
            connection.send(new RemoteMessage.Ready());
            while (true) {
                TrialTask task = tasks.take();
                connection.send(open.run(task, new Reporter(task.trial())));
            }
        } catch (InterruptedException | IOException e) {
            WorkerMain.endOrphaned();
        }
    }

    private TrialHost open() throws IOException {
        try {
            return opening.get();
        } catch (RuntimeException | Error e) { // Whatever it is, the host must hear of it.
            e.printStackTrace();
            connection.send(new RemoteMessage.Refused(e.getMessage() == null ? e.toString() : e.getMessage()));
            throw new IOException("The evaluator can't be opened.", e);
        }
    }

    /** Passes on what a trial reports. */
    private final class Reporter implements RunningTrial.Reporter {
        private final int trial;

        Reporter(int trial) {
            this.trial = trial;
        }

        @Override
        public boolean goesOn(int step, Metrics metrics) {
            try {
                connection.send(new RemoteMessage.Reported(trial, step, metrics));
                return verdicts.take();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public void advanced(int done, int all) {
            try {
                connection.send(new RemoteMessage.Advanced(trial, done, all));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
