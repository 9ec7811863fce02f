package io.lanista.runtime.watch;

import java.io.IOException;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** What those who watch a run can have made of it once it has ended. */
@ProviderType
public interface RunProducts {
    /**
     * Writes the winner, its weights and where it comes from, as {@code nas export} does.
     *
     * @param to a folder that doesn't exist yet
     * @throws io.lanista.api.failure.LanistaException if the run has no winner or its files can't be used
     */
    void export(Path to);

    /**
     * Writes a page about the run, as {@code nas report} does.
     *
     * @param file the file to write
     * @return false if this host has nothing that writes pages
     * @throws IOException if it can't be written
     */
    boolean report(Path file) throws IOException;
}
