package io.lanista.executor.spark;

import io.lanista.api.failure.Blame;
import io.lanista.api.failure.LanistaException;
import io.lanista.executor.spark.wire.ToDriver;
import io.lanista.executor.spark.wire.ToHost;
import io.lanista.runtime.execute.ExecutorRequest;
import io.lanista.runtime.execute.TrialEvents;
import io.lanista.runtime.execute.TrialExecutor;
import io.lanista.runtime.execute.TrialResult;
import io.lanista.runtime.execute.TrialTask;
import io.lanista.runtime.remote.MessageCodec;
import io.lanista.runtime.remote.RemoteMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs trials on a cluster. The Spark driver is started with the first trial. Spark itself runs a trial again whose executor is lost; if the
 * driver is lost, all trials that run are, and the next one starts another driver.
 */
final class SparkExecutor implements TrialExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(SparkExecutor.class);

    /** A driver may start longer than it waits for its cluster: a JVM, and Spark in it. */
    private static final int STARTING_SECONDS = 30;

    /** So many drivers in a row may end without a word before any trial has begun. */
    private static final int STARTS = 3;

    private final ExecutorRequest request;
    private final TrialEvents events;
    private final DriverLauncher launcher;
    private final ExecutorService told;
    private final ScheduledExecutorService timer;
    private final Map<String, Running> jobs = new HashMap<>();
    private final Map<Integer, Running> trials = new HashMap<>();
    private @Nullable DriverProcess driver;
    private boolean hasBegun;
    private @Nullable String broken;
    private int number;
    private int starts;
    private volatile boolean closed;

    /** A trial between its start and its end; its lock lets what it tells come one after the other. */
    private static final class Running {
        private final String job;
        private final int trial;
        private final String[] message;
        private final long start = System.nanoTime();
        private boolean cancelled;

        Running(String job, TrialTask task) {
            this.job = job;
            this.trial = task.trial();
            this.message = new String[] {
                ToDriver.START,
                job,
                MessageCodec.write(new RemoteMessage.Start(task)),
                task.checkpoint(),
                task.artifact()
            };
        }

        double seconds() {
            return (System.nanoTime() - start) / 1e9;
        }
    }

    SparkExecutor(ExecutorRequest request, SparkHome home) {
        this.request = request;
        this.events = request.events();
        this.launcher = new DriverLauncher(request, home);
        this.told = Executors.newCachedThreadPool(request.threads("spark-told"));
        this.timer = Executors.newSingleThreadScheduledExecutor(request.threads("spark-timer"));
    }

    @Override
    public synchronized void start(TrialTask task) {
        DriverProcess used = driver;
        if (used == null) {
            used = launch();
        }
        Running running = new Running(Integer.toString(number++), task);
        jobs.put(running.job, running);
        trials.put(running.trial, running);
        used.send(running.message);
    }

    private DriverProcess launch() {
        DriverProcess started = launcher.launch();
        driver = started;
        hasBegun = false;
        broken = null;
        starts++;
        started.listen(request.threads("spark"), this::take, this::ended);
        long patience = request.options().get(SparkProvider.WAIT) + STARTING_SECONDS;
        timer.schedule(() -> giveUp(started, patience), patience, TimeUnit.SECONDS);
        return started;
    }

    private synchronized void giveUp(DriverProcess waiting, long seconds) {
        if (waiting == driver && !hasBegun && !launcher.isUp(waiting)) {
            broken = "It hasn't answered for " + seconds + " s.";
            waiting.kill();
        }
    }

    private void take(DriverProcess from, List<String> message) {
        switch (message.get(0)) {
            case ToHost.UP -> {
                launcher.up(from);
                LOG.info("Spark {} answers as {}", message.get(1), message.get(2));
            }
            case ToHost.BROKEN -> breakDown(from, message.get(1));
            case ToHost.BEGUN -> begun();
            default -> {
                Running running = running(message.get(1));
                if (running != null) {
                    take(from, running, message);
                }
            }
        }
    }

    private void take(DriverProcess from, Running running, List<String> message) {
        if (message.get(0).equals(ToHost.LOST) && hasNeverBegun(running)) {
            breakDown(from, message.get(2)); // It isn't this trial's fault: none has begun.
            return;
        }
        tellOf(running, () -> tell(from, running, message));
    }

    /** Tells of a trial in a thread of its own. Where the program gives none, the run ends: its end would be waited for in vain. */
    private void tellOf(Running running, Runnable telling) {
        try {
            told.execute(() -> {
                synchronized (running) {
                    telling.run();
                }
            });
        } catch (LanistaException e) {
            events.broken(e);
        }
    }

    private synchronized boolean hasNeverBegun(Running running) {
        return !hasBegun && !running.cancelled;
    }

    private synchronized @Nullable Running running(String job) {
        return jobs.get(job);
    }

    private void tell(DriverProcess from, Running running, List<String> message) {
        switch (message.get(0)) {
            case ToHost.AGAIN -> LOG.warn("Trial {} is run again: {}", running.trial, message.get(2));
            case ToHost.REPORTED -> reported(from, running, message);
            case ToHost.ADVANCED -> {
                RemoteMessage.Advanced advanced = (RemoteMessage.Advanced) MessageCodec.read(message.get(2));
                events.advanced(running.trial, advanced.done(), advanced.all());
            }
            case ToHost.FINISHED -> {
                RemoteMessage.Finished finished = (RemoteMessage.Finished) MessageCodec.read(message.get(2));
                end(running, finished.result(), finished.seconds());
            }
            default -> end(running, lost(running, "Spark has given it up: " + message.get(2)), running.seconds());
        }
    }

    private synchronized void begun() {
        hasBegun = true;
        starts = 0;
    }

    private void reported(DriverProcess from, Running running, List<String> message) {
        if (running(running.job) == null) {
            return;
        }
        RemoteMessage.Reported reported = (RemoteMessage.Reported) MessageCodec.read(message.get(4));
        boolean goesOn = events.reported(running.trial, reported.step(), reported.metrics());
        from.send(ToDriver.VERDICT, running.job, message.get(2), message.get(3), Boolean.toString(goesOn));
    }

    private synchronized TrialResult lost(Running running, String reason) {
        return running.cancelled ? new TrialResult.Cancelled() : new TrialResult.Crashed(reason, launcher.log());
    }

    private void end(Running running, TrialResult result, double seconds) {
        synchronized (this) {
            if (jobs.remove(running.job) == null) {
                return;
            }
            trials.remove(running.trial, running);
        }
        if (!closed) {
            events.finished(running.trial, result, seconds);
        }
    }

    @Override
    public synchronized void cancel(int trial) {
        Running running = trials.get(trial);
        DriverProcess used = driver;
        if (running != null && used != null) {
            running.cancelled = true;
            used.send(ToDriver.CANCEL, running.job);
        }
    }

    private synchronized void breakDown(DriverProcess from, String reason) {
        if (from == driver) {
            broken = reason;
            from.kill();
        }
    }

    /** The driver is gone, and with it all that runs. */
    private void ended(DriverProcess gone) {
        List<Running> lost;
        String reason;
        boolean never;
        synchronized (this) {
            if (closed || gone != driver) {
                return;
            }
            driver = null;
            never = !hasBegun;
            if (never && broken == null && starts < STARTS) {
                startAgain();
                return;
            }
            reason = launcher.reason(gone, broken);
            lost = new ArrayList<>(jobs.values());
        }
        if (never) { // Another one would fare no better.
            events.broken(new LanistaException(Blame.RESOURCES, reason));
            return;
        }
        for (Running running : lost) {
            tellOf(running, () -> end(running, lost(running, reason), running.seconds()));
        }
    }

    /** A driver was killed before it had done anything: another one gets the same trials. */
    private void startAgain() {
        try {
            DriverProcess next = launch();
            for (Running running : jobs.values()) {
                next.send(running.message);
                if (running.cancelled) {
                    next.send(ToDriver.CANCEL, running.job);
                }
            }
        } catch (LanistaException e) {
            events.broken(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        DriverProcess last;
        synchronized (this) {
            last = driver;
            driver = null;
            jobs.clear();
            trials.clear();
        }
        if (last != null) {
            last.close();
        }
        told.shutdownNow();
        timer.shutdownNow();
        launcher.close();
    }
}
