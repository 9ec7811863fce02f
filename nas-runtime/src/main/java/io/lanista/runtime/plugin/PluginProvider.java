package io.lanista.runtime.plugin;

/**
 * A provider that was loaded and can be used.
 *
 * <p>Hold a {@link Lease} for as long as a search uses it: without one, the bundle may be removed while it runs.
 *
 * @param spi what kind of provider it is
 * @param name its name, as it gives it itself
 * @param instance the one object of it; whether it may be shared between threads is said by the interface
 * @param origin the bundle that it comes from
 * @param <S> the interface
 */
public record PluginProvider<S>(Spi<S> spi, String name, S instance, PluginOrigin origin) {
    /** The name that is never ambiguous between bundles, such as {@code com.acme.search:tpe}. */
    public String qualifiedName() {
        return origin.bundle() + ":" + name;
    }
}
