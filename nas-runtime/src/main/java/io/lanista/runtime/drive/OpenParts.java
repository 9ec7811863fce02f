package io.lanista.runtime.drive;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What a run holds open: plug-ins, the evaluator, the journal. Closed in the reverse of the order in which it was opened; what can't
 * be closed keeps nothing else open. Closing twice is harmless. Safe for use by several threads.
 */
final class OpenParts implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    /** Takes note of a part that is to be closed. */
    synchronized <T extends AutoCloseable> T add(T part) {
        opened.push(part);
        return part;
    }

    private synchronized @Nullable AutoCloseable next() {
        return opened.poll();
    }

    /** Closes all because of a failure, to which further ones are added. */
    void closeAfter(Throwable failure) {
        for (AutoCloseable part = next(); part != null; part = next()) {
            try {
                part.close();
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
        }
    }

    /** Closes all; throws the first failure, to which further ones are added. */
    @Override
    public void close() {
        for (AutoCloseable part = next(); part != null; part = next()) {
            try {
                part.close();
            } catch (RuntimeException e) {
                closeAfter(e);
                throw e;
            } catch (Exception e) {
                closeAfter(e);
                throw new IllegalStateException("A part of the run can't be closed: " + e, e);
            }
        }
    }
}
