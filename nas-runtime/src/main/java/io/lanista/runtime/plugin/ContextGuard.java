package io.lanista.runtime.plugin;

/**
 * Gives a thread its context class loader back after a call into a plug-in; one that a plug-in leaves behind keeps its bundle in
 * memory for ever. Use it on the calling thread around each call:
 *
 * <pre>{@code
 * try (ContextGuard guard = ContextGuard.open()) {
 *     answer = search.ask(ask);
 * }
 * }</pre>
 */
public final class ContextGuard implements AutoCloseable {
    private final Thread thread;
    private final ClassLoader before;

    private ContextGuard(Thread thread) {
        this.thread = thread;
        this.before = thread.getContextClassLoader();
    }

    /** Remembers the context class loader of this thread. */
    public static ContextGuard open() {
        return new ContextGuard(Thread.currentThread());
    }

    @Override
    public void close() {
        thread.setContextClassLoader(before);
    }
}
