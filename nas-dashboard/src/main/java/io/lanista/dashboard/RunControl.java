package io.lanista.dashboard;

import io.lanista.runtime.runs.RunSignals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What people may do to runs from a dashboard. Called by the server's threads, several at once. What an
 * {@link IllegalArgumentException} says is shown to the user.
 */
public interface RunControl {
    /**
     * Tells a run to pause, to go on or to end; returns at once.
     *
     * @param run the folder of the run
     * @throws IOException if the run can't be told
     */
    void command(Path run, RunSignals.Command command) throws IOException;

    /** The experiment files that may be started, by names that people can read. */
    List<String> experiments() throws IOException;

    /**
     * Starts an experiment, and returns once it runs.
     *
     * @param experiment one of {@link #experiments}
     * @return the folder of its run
     * @throws IOException if the file can't be read
     */
    Path start(String experiment) throws IOException;
}
