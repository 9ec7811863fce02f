package io.lanista.runtime.feed;

import io.lanista.runtime.journal.JournalLine;
import io.lanista.runtime.watch.RunFailure;
import io.lanista.runtime.watch.RunResult;
import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/** Brings what a run's journal says to somewhere else, such as a server; see {@link JournalFeed}. Called by one thread. */
@ConsumerType
public interface JournalReceiver extends AutoCloseable {
    /** Takes the next line of the journal. Each is given once, the first line first, those of earlier sessions, too. */
    void take(JournalLine line);

    /**
     * Brings there what was taken and isn't there yet. Called again later if it fails, so it has to know what is there already.
     *
     * @throws IOException if that can't be done now, with a sentence for users that names the place
     */
    void deliver() throws IOException, InterruptedException;

    /**
     * The run is over, and all of its journal was delivered. Called again later if it fails.
     *
     * @throws IOException as {@link #deliver}
     */
    default void finish(RunResult result) throws IOException, InterruptedException {}

    /**
     * The run is over, since something went wrong, and all of its journal was delivered. Called again later if it fails.
     *
     * @throws IOException as {@link #deliver}
     */
    default void fail(RunFailure failure) throws IOException, InterruptedException {}

    @Override
    default void close() {}
}
