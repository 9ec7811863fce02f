package io.lanista.runtime.watch;

import java.io.IOException;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Writes a page about a run, for those who watch it. Found by {@link java.util.ServiceLoader} on the class path of the host; the module
 * {@code nas-dashboard} brings one. Needs a public constructor without parameters.
 */
@ConsumerType
public interface RunReporter {
    /**
     * Writes one self-contained file.
     *
     * @param run the run's folder
     * @param file the file to write
     * @throws IOException if it can't be written
     */
    void write(Path run, Path file) throws IOException;
}
