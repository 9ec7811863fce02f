package io.lanista.runtime.plugin;

import io.lanista.runtime.execute.PluginCopy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Holds the jars of all plug-ins that were in use when it was made: the copies that the host checked stay where they are, and their
 * bundles in use, until it is closed, whatever becomes of the files that they came from. Closing twice is harmless.
 */
public final class HeldJars implements AutoCloseable {
    private final Path folder;
    private final List<PluginCopy> jars;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    HeldJars(Path folder, List<PluginCopy> jars, Runnable release) {
        this.folder = folder;
        this.jars = List.copyOf(jars);
        this.release = release;
    }

    /** Nothing is held. */
    public static HeldJars none() {
        return new HeldJars(Path.of(""), List.of(), () -> {});
    }

    /** Where the copies lie, each as {@code <sha256>.jar}. */
    public Path folder() {
        return folder;
    }

    /** What is held. */
    public List<PluginCopy> jars() {
        return jars;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            release.run();
        }
    }
}
