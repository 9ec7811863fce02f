package io.lanista.runtime.plugin;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Holds a provider for as long as something uses it: its bundle is not removed before the lease is closed, even if its jar is
 * deleted or a newer version takes its place. Closing twice is harmless. Safe for use by several threads.
 *
 * @param <S> the interface of the provider
 */
public final class Lease<S> implements AutoCloseable {
    private final PluginProvider<S> provider;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    Lease(PluginProvider<S> provider, Runnable release) {
        this.provider = provider;
        this.release = release;
    }

    /** The object to use. Don't keep it after the lease is closed. */
    public S get() {
        if (closed.get()) {
            throw new IllegalStateException("The lease on " + provider.qualifiedName()
                    + " is closed, and its bundle may be gone. Maybe close it after the search.");
        }
        return provider.instance();
    }

    /** What is leased. */
    public PluginProvider<S> provider() {
        return provider;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            release.run();
        }
    }
}
