package io.lanista.runtime.experiment;

import io.lanista.api.trial.Metrics;
import io.lanista.runtime.execute.TrialEvents;
import io.lanista.runtime.execute.TrialResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Brings what happens on other threads to the driver's. */
final class Inbox implements TrialEvents {
    private final BlockingQueue<DriverEvent> events = new LinkedBlockingQueue<>();
    private volatile boolean closed;

    @Override
    public boolean reported(int trial, int step, Metrics metrics) {
        CompletableFuture<Boolean> goesOn = new CompletableFuture<>();
        events.add(new DriverEvent.Reported(trial, step, metrics, goesOn));
        if (closed) {
            return false; // Nobody may be there any more to answer.
        }
        try {
            return goesOn.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            return false;
        }
    }

    @Override
    public void finished(int trial, TrialResult result, double seconds) {
        events.add(new DriverEvent.Finished(trial, result, seconds));
    }

    void wake() {
        events.add(new DriverEvent.Woken());
    }

    /** All that is there, after waiting for the first of it no longer than the patience, if there is a limit. */
    List<DriverEvent> take(Optional<Duration> patience) throws InterruptedException {
        List<DriverEvent> batch = new ArrayList<>();
        DriverEvent first = patience.isPresent()
                ? events.poll(Math.max(0, patience.get().toNanos()), TimeUnit.NANOSECONDS)
                : events.take();
        if (first != null) {
            batch.add(first);
            events.drainTo(batch);
        }
        return batch;
    }

    /** Adds to a batch of outcomes what comes in within this time; no more once it has so many, or a trial waits for an answer. */
    void gather(List<DriverEvent> batch, int enough, Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        while (batch.size() < enough && batch.stream().allMatch(DriverEvent.Finished.class::isInstance)) {
            DriverEvent next = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            batch.add(next);
            events.drainTo(batch);
        }
    }

    /** Lets nobody wait for an answer that won't come. */
    void close() {
        closed = true;
        for (DriverEvent event : events) {
            if (event instanceof DriverEvent.Reported reported) {
                reported.goesOn().complete(false);
            }
        }
    }
}
