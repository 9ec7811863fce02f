package io.lanista.djl.data;

import io.lanista.djl.file.DataException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Work that several threads do, and one takes in the order in which it was submitted. Only so much lies ready that no thread waits
 * for the one that takes. Used by one thread.
 */
final class InOrder<T> implements AutoCloseable {
    private static final int READY = 4;

    private final ExecutorService threads;
    private final int most;
    private final Deque<Future<T>> submitted = new ArrayDeque<>();

    InOrder(String name, int threads) {
        this.most = READY * threads;
        this.threads = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    boolean hasRoom() {
        return submitted.size() < most;
    }

    void submit(Callable<T> task) {
        submitted.add(threads.submit(task));
    }

    /** What the first task that wasn't taken yet has come to; what it threw is thrown here. */
    T take() {
        try {
            return submitted.remove().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataException("Reading was interrupted.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
