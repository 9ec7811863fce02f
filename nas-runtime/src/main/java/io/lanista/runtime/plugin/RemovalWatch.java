package io.lanista.runtime.plugin;

import io.lanista.runtime.execute.HostThreads;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Tells when the classes of a plug-in that was removed stay in memory, because something outside it still holds them. It asks for
 * a garbage collection to find out, which is why it does so once for each removal and not at regular times.
 */
final class RemovalWatch {
    private final Duration pause;
    private final Consumer<String> warn;
    private final HostThreads threads;

    /** With how long to wait before the collection and after it, where the sentence goes, and what makes the thread. */
    RemovalWatch(Duration pause, Consumer<String> warn, HostThreads threads) {
        this.pause = pause;
        this.warn = warn;
        this.threads = threads;
    }

    /** Looks later, on a daemon thread, whether the class loader is gone. */
    Thread expectCollected(String plugin, ClassLoader loader) {
        WeakReference<ClassLoader> left = new WeakReference<>(loader);
        Thread thread = threads.thread("lanista-plugin-removal", () -> look(plugin, left));
        thread.start();
        return thread;
    }

    private void look(String plugin, WeakReference<ClassLoader> left) {
        try {
            Thread.sleep(pause.toMillis());
            System.gc();
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            return;
        }
        if (left.get() != null) {
            warn.accept(
                    "The plug-in " + plugin
                            + " was removed, but its classes stay in memory, because something holds them."
                            + " Maybe a thread that it started, a thread-local, a shutdown hook, or a result that is still in use.");
        }
    }
}
