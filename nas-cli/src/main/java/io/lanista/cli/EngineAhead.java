package io.lanista.cli;

import io.lanista.djl.backend.Backend;
import io.lanista.djl.backend.BackendUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Starts the tensor engine beside all else that a run begins with, if the run is known to need it. Closing it waits until that is done: a
 * JVM that ends while native libraries are being loaded may crash.
 */
final class EngineAhead implements AutoCloseable {
    /** In bytes; no experiment file is larger. */
    private static final long LARGEST = 3_000_000;

    /** What trains networks; where an experiment says it in another way, the engine is started a little later. */
    private static final Pattern TRAINING = Pattern.compile(
            "^\\s*\"?evaluator\"?:\\s*\\{?\\s*(?:\"?name\"?:\\s*)?\"?(?:classification|regression)\\b",
            Pattern.MULTILINE);

    private final Thread thread;

    private EngineAhead(Thread thread) {
        this.thread = thread;
    }

    /**
     * Begins, on a thread of its own. What goes wrong goes wrong again, and is told, where the engine is asked for.
     *
     * @param file an experiment file, or data
     */
    static EngineAhead start(Path file) {
        Thread thread = new Thread(() -> startIfNeeded(file), "lanista-engine");
        thread.setDaemon(true);
        thread.start();
        return new EngineAhead(thread);
    }

    @Override
    public void close() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void startIfNeeded(Path file) {
        try {
            if (isNeeded(file)) {
                Backend.start();
            }
        } catch (IOException | BackendUnavailableException e) {
            return; // Whoever reads the file or asks for the engine says what is wrong.
        }
    }

    /** Whether this can be an experiment file: a pipe, which may never end, and what is too large are refused elsewhere. */
    private static boolean isReadable(Path file) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) <= LARGEST;
    }

    /** Whether a run of this will train networks. */
    static boolean isNeeded(Path file) throws IOException {
        return DataRun.isExperiment(file)
                ? isReadable(file) && TRAINING.matcher(Files.readString(file)).find()
                : Files.exists(file);
    }
}
