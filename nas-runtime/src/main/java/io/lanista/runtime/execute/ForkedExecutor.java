package io.lanista.runtime.execute;

import io.lanista.runtime.text.ModelText;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

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
    private final ScheduledExecutorService killer;
    private final ConcurrentLinkedDeque<Worker> idle = new ConcurrentLinkedDeque<>();
    private final Set<Worker> alive = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Assignment> assignments = new ConcurrentHashMap<>();
    private volatile boolean closed;

    ForkedExecutor(ExecutorRequest request, WorkerFactory factory) {
        this.events = request.events();
        this.factory = factory;
        this.threads = Executors.newFixedThreadPool(request.slots(), daemons("worker-" + request.experiment()));
        this.killer = Executors.newSingleThreadScheduledExecutor(daemons("killer-" + request.experiment()));
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void start(TrialTask task) {
        Assignment assignment = new Assignment();
        assignments.put(task.trial(), assignment);
        threads.execute(() -> run(task, assignment));
    }

    private void run(TrialTask task, Assignment assignment) {
        long start = System.nanoTime();
        Done done;
        try {
            Worker worker = worker();
            done = assignment.begin(worker) ? runIn(worker, task, assignment) : cancelledBefore(worker);
        } catch (Worker.CannotStart e) {
            done = new Done(new TrialResult.Failed(String.valueOf(e.getMessage())), Double.NaN);
        }
        assignments.remove(task.trial());
        if (!closed) {
            double seconds = Double.isNaN(done.seconds) ? (System.nanoTime() - start) / 1e9 : done.seconds;
            events.finished(task.trial(), done.result, seconds);
        }
    }

    /** A result and how long it took, or not a number if the worker couldn't say. */
    private record Done(TrialResult result, double seconds) {}

    private Worker worker() throws Worker.CannotStart {
        Worker free = idle.poll();
        if (free != null) {
            return free;
        }
        Worker fresh = factory.start();
        alive.add(fresh);
        if (closed) {
            fresh.close();
        }
        return fresh;
    }

    private Done cancelledBefore(Worker worker) {
        idle.push(worker);
        return new Done(new TrialResult.Cancelled(), 0);
    }

    private Done runIn(Worker worker, TrialTask task, Assignment assignment) {
        try {
            worker.send(message(task));
            task.limit().ifPresent(limit -> killLate(limit, assignment));
            WorkerMessage message = worker.receive();
            while (message != null && !message.is("done")) {
                if (message.is("report")) {
                    boolean goesOn = events.reported(task.trial(), message.integer("step"), message.metrics());
                    worker.send(WorkerMessage.of("verdict").with("goes-on", goesOn));
                    killUnlessItStops(goesOn, assignment);
                }
                message = worker.receive();
            }
            if (message != null) {
                if (assignment.end()) {
                    idle.push(worker);
                } else {
                    discard(worker);
                }
                return new Done(result(message), message.number("seconds"));
            }
        } catch (IOException e) {
            // The worker is gone, as the next lines say.
        }
        return new Done(died(worker, task, assignment), Double.NaN);
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
        String cause = worker.cause();
        discard(worker);
        if (assignment.isLate() && !assignment.isCancelled()) {
            return new TrialResult.Failed(
                    task.late() + " It didn't stop by itself, so its worker was ended, whose log is " + worker.log()
                            + ".",
                    worker.log().toString());
        }
        return assignment.isCancelled()
                ? new TrialResult.Cancelled()
                : new TrialResult.Crashed(
                        "The worker died: " + cause + ". Its log is " + worker.log() + ".",
                        worker.log().toString());
    }

    private void discard(Worker worker) {
        alive.remove(worker);
        worker.close();
        factory.ended(worker);
    }

    private static TrialResult result(WorkerMessage done) {
        switch (done.text("result")) {
            case "completed":
                return new TrialResult.Completed(done.has("metrics") ? Optional.of(done.metrics()) : Optional.empty());
            case "failed":
                return new TrialResult.Failed(done.text("reason"));
            default:
                return new TrialResult.Cancelled();
        }
    }

    private static WorkerMessage message(TrialTask task) {
        return WorkerMessage.of("start")
                .with("trial", task.trial())
                .with("kind", task.kind().name())
                .with("model", ModelText.toTree(task.model()))
                .with("seed", task.seed())
                .with("steps", task.steps().isPresent() ? task.steps().getAsInt() : null)
                .with("limit-millis", task.limit().map(Duration::toMillis).orElse(null))
                .with("checkpoint", task.checkpointFolder().toAbsolutePath().toString())
                .with("artifact", task.artifactFolder().toAbsolutePath().toString());
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
                worker.send(WorkerMessage.of("cancel").with("trial", trial));
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
        alive.forEach(Worker::close);
        threads.shutdownNow();
        killer.shutdownNow();
        factory.close();
    }
}
