package io.lanista.runtime.drive;

import io.lanista.api.failure.LanistaException;
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
    /** What the driver's thread wakes up for. */
    sealed interface Event {
        /** A running trial waits for the decision on its report. */
        record Reported(int trial, int step, Metrics metrics, CompletableFuture<Boolean> goesOn) implements Event {}

        /** A running trial's step is so far. */
        record Advanced(int trial, int done, int all) implements Event {}

        /** A task ended. */
        record Finished(int trial, TrialResult result, double seconds) implements Event {}

        /** No trial can run any more. */
        record Broken(LanistaException failure) implements Event {}

        /** Somebody paused, resumed or cancelled. */
        record Woken() implements Event {}
    }

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private volatile boolean closed;

    @Override
    public boolean reported(int trial, int step, Metrics metrics) {
        CompletableFuture<Boolean> goesOn = new CompletableFuture<>();
        events.add(new Event.Reported(trial, step, metrics, goesOn));
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
    public void advanced(int trial, int done, int all) {
        events.add(new Event.Advanced(trial, done, all));
    }

    @Override
    public void finished(int trial, TrialResult result, double seconds) {
        events.add(new Event.Finished(trial, result, seconds));
    }

    @Override
    public void broken(LanistaException failure) {
        events.add(new Event.Broken(failure));
    }

    void wake() {
        events.add(new Event.Woken());
    }

    /** All that is there, after waiting for the first of it no longer than the patience, if there is a limit. */
    List<Event> take(Optional<Duration> patience) throws InterruptedException {
        List<Event> batch = new ArrayList<>();
        Event first = patience.isPresent()
                ? events.poll(Math.max(0, patience.get().toNanos()), TimeUnit.NANOSECONDS)
                : events.take();
        if (first != null) {
            batch.add(first);
            events.drainTo(batch);
        }
        return batch;
    }

    /** Adds to a batch of outcomes what comes in within this time; no more once it has so many, or a trial waits for an answer. */
    void gather(List<Event> batch, int enough, Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        while (batch.size() < enough && batch.stream().allMatch(Event.Finished.class::isInstance)) {
            Event next = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            batch.add(next);
            events.drainTo(batch);
        }
    }

    /** Tells trials that wait for a decision to end, and all later ones: nobody decides any more. */
    void close() {
        closed = true;
        for (Event event : events) {
            if (event instanceof Event.Reported reported) {
                reported.goesOn().complete(false);
            }
        }
    }
}
