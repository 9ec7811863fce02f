package io.lanista.runtime.parts;

import io.lanista.api.failure.LanistaException;
import io.lanista.runtime.watch.RunListener;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A listener of a plug-in, called by a thread of its own. Events wait in a queue of a thousand; those that find no room are left out,
 * so that a slow listener holds up nothing.
 */
final class QueuedListener implements AutoCloseable {
    private static final int ROOM = 1000;
    private static final Duration ROOM_PATIENCE = Duration.ofSeconds(5);
    private static final Consumer<RunListener> END = listener -> {};
    private static final Consumer<RunListener> CLOSE = RunListener::close;

    private final UsedProvider<?> provider;
    private final RunListener listener;
    private final Duration patience;
    private final Consumer<String> notes;
    private final BlockingQueue<Consumer<RunListener>> events = new ArrayBlockingQueue<>(ROOM);
    private final Thread thread;
    private boolean full;
    private boolean failed;

    /**
     * For a listener that was just made.
     *
     * @param provider who made it; given back when this is closed
     * @param patience how long it may take at the end
     * @param notes take sentences about what is wrong with it
     * @param threads makes its thread
     */
    QueuedListener(
            UsedProvider<?> provider,
            RunListener listener,
            Duration patience,
            Consumer<String> notes,
            ThreadFactory threads) {
        this.provider = provider;
        this.listener = listener;
        this.patience = patience;
        this.notes = notes;
        this.thread = threads.newThread(this::work);
        thread.start();
    }

    /** Lets the listener know; returns at once. */
    void tell(Consumer<RunListener> event) {
        if (!events.offer(event) && !full) {
            full = true;
            notes.accept("The " + provider.guard().provider() + " is more than " + ROOM
                    + " events behind, so it misses some from here on.");
        }
    }

    /** Lets the listener know of the end, after waiting for room for a while. */
    void tellLast(Consumer<RunListener> event) {
        try {
            events.offer(event, ROOM_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try {
            for (Consumer<RunListener> event = events.take(); event != END; event = events.take()) {
                call("failed", event);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // It was too slow, and is left behind.
        }
        call("failed when it was closed", CLOSE);
    }

    /** What goes wrong is noted once while it runs, and once more if it isn't well at the end. */
    private void call(String doing, Consumer<RunListener> event) {
        try {
            provider.guard().run(doing, () -> event.accept(listener));
        } catch (Throwable e) { // Kotlin and others throw what isn't declared.
            boolean atTheEnd = event == CLOSE;
            if (atTheEnd || !failed) {
                failed = true;
                String told = e instanceof LanistaException
                        ? e.getMessage()
                        : "The " + provider.guard().provider() + " " + doing + ": " + e + ".";
                notes.accept(
                        told + (atTheEnd ? " The run itself is complete." : " The run goes on; this is noted once."));
            }
        }
    }

    /** Waits a while until the listener has heard all, closes it, and gives its provider back. */
    @Override
    public void close() {
        try {
            events.offer(END, ROOM_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            thread.join(patience.toMillis());
            if (thread.isAlive()) {
                notes.accept("The " + provider.guard().provider() + " is still busy " + patience.toSeconds()
                        + " s after the run, and is left behind.");
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        provider.close();
    }
}
