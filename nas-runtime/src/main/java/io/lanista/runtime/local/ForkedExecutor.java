package io.lanista.runtime.local;

import io.lanista.runtime.execute.ExecutorRequest;
import io.lanista.runtime.execute.TrialEvents;
import io.lanista.runtime.execute.TrialExecutor;
import io.lanista.runtime.execute.TrialResult;
import io.lanista.runtime.execute.TrialTask;
import io.lanista.runtime.remote.RemoteMessage;
import io.lanista.runtime.remote.RemoteMessage.Finished;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs trials in worker JVMs, each one trial at a time. A worker is started when it is first needed and kept for the next trial;
 * one that died is replaced. A cancelled trial gets a moment to end by itself; then its worker is killed.
 */
final class ForkedExecutor implements TrialExecutor {
    private static final long CANCEL_MILLIS = 700;
    private static final long LATE_MILLIS = 300;

    private final TrialEvents events;
    private final WorkerFactory factory;
    private final ExecutorService threads;
    private final ScheduledThreadPoolExecutor killer;
    private final ConcurrentLinkedDeque<Worker> idle = new ConcurrentLinkedDeque<>();
    private final Map<Integer, Assignment> assignments = new ConcurrentHashMap<>();
    private volatile boolean closed;

    ForkedExecutor(ExecutorRequest request, WorkerFactory factory) {
        this.events = request.events();
        this.factory = factory;
        this.threads = Executors.newFixedThreadPool(request.slots(), request.threads("worker"));
        this.killer = new ScheduledThreadPoolExecutor(1, request.threads("killer"));
        try {
            killer.prestartCoreThread(); // Who has no thread for it shall know before a trial runs that it has to end.
        } catch (RuntimeException | Error e) {
            factory.close();
            throw e;
        }
    }

    @Override
    public void start(TrialTask task) {
        Assignment assignment = new Assignment();
        assignments.put(task.trial(), assignment);
        threads.execute(() -> run(task, assignment));
    }

    private void run(TrialTask task, Assignment assignment) {
        long start = System.nanoTime();
        Finished finished;
        try {
            Worker worker = worker();
            finished =
                    assignment.begin(worker) ? runIn(worker, task, assignment, start) : cancelledBefore(worker, task);
        } catch (WorkerNotReady e) {
            finished = finished(task, e.result(), start);
        } catch (RuntimeException | Error e) { // Whatever it is, the trial must end.
            finished = finished(task, new TrialResult.Crashed("The executor failed: " + e, null), start);
        }
        assignments.remove(task.trial());
        if (!closed) {
            events.finished(task.trial(), finished.result(), finished.seconds());
        }
    }

    private static Finished finished(TrialTask task, TrialResult result, long start) {
        return new Finished(task.trial(), result, (System.nanoTime() - start) / 1e9);
    }

    private Worker worker() throws WorkerNotReady {
        Worker free = idle.poll();
        while (free != null && !free.isAlive()) {
            factory.end(free);
            free = idle.poll();
        }
        return free != null ? free : factory.start();
    }

    private Finished cancelledBefore(Worker worker, TrialTask task) {
        idle.push(worker);
        return new Finished(task.trial(), new TrialResult.Cancelled(), 0);
    }

    /** Whatever is thrown, the worker is ended, so that its place isn't lost. */
    private Finished runIn(Worker worker, TrialTask task, Assignment assignment, long start) {
        try {
            Finished finished = answer(worker, task, assignment);
            if (finished == null) {
                return finished(task, died(worker, task, assignment), start);
            }
            if (assignment.end()) {
                idle.push(worker);
            } else {
                factory.end(worker);
            }
            return finished;
        } catch (RuntimeException | Error e) {
            assignment.end();
            factory.end(worker);
            throw e;
        }
    }

    /** What the worker says in the end, or null if it died. */
    private @Nullable Finished answer(Worker worker, TrialTask task, Assignment assignment) {
        try {
            worker.send(new RemoteMessage.Start(task));
            task.limit().ifPresent(limit -> killLate(limit, assignment));
            RemoteMessage message = worker.receive();
            while (message instanceof RemoteMessage.Reported || message instanceof RemoteMessage.Advanced) {
                if (message instanceof RemoteMessage.Reported reported) {
                    boolean goesOn = events.reported(task.trial(), reported.step(), reported.metrics());
                    worker.send(new RemoteMessage.Verdict(task.trial(), goesOn));
                    killUnlessItStops(goesOn, assignment);
                } else if (message instanceof RemoteMessage.Advanced advanced) {
                    events.advanced(task.trial(), advanced.done(), advanced.all());
                }
                message = worker.receive();
            }
            return message instanceof Finished finished ? finished : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** A trial that doesn't notice itself that it is late is ended with its worker. */
    private void killLate(Duration limit, Assignment assignment) {
        killer.schedule(assignment::killLate, limit.toMillis() + LATE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void killUnlessItStops(boolean goesOn, Assignment assignment) {
        if (!goesOn) {
            assignment.cancel();
            killLater(assignment);
        }
    }

    private TrialResult died(Worker worker, TrialTask task, Assignment assignment) {
        TrialResult crashed = worker.died("The worker died");
        factory.end(worker);
        if (assignment.isCancelled()) {
            return new TrialResult.Cancelled();
        }
        return assignment.isLate()
                ? new TrialResult.Failed(
                        task.late() + " It didn't stop by itself, so its worker was ended, whose log is " + worker.log()
                                + ".",
                        worker.log().toString())
                : crashed;
    }

    @Override
    public void cancel(int trial) {
        Assignment assignment = assignments.get(trial);
        if (assignment == null) {
            return;
        }
        Worker worker = assignment.cancel();
        if (worker != null) {
            try {
                worker.send(new RemoteMessage.Cancel(trial));
            } catch (IOException e) {
                worker.kill();
            }
        }
        killLater(assignment);
    }

    private void killLater(Assignment assignment) {
        killer.schedule(assignment::kill, CANCEL_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        closed = true;
        factory.close();
        threads.shutdownNow();
        killer.shutdownNow();
    }
}
