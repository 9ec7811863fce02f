package io.lanista.runtime.experiment;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes what was opened, the last first, each of it whatever the others do. */
final class Closing implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T part) {
        opened.push(part);
        return part;
    }

    /** Closes all because of a failure, to which further ones are added. */
    void closeAfter(Throwable failure) {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
        }
    }

    @Override
    public void close() {
        ExperimentException failure = new ExperimentException("The run has ended, and not all of it could be closed.");
        closeAfter(failure);
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }
}
