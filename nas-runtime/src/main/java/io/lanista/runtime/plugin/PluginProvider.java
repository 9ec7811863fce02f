package io.lanista.runtime.plugin;

import io.lanista.api.option.Option;
import java.util.List;

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
    /**
     * What it is for, in one sentence, as it says itself; empty if it says nothing.
     *
     * @throws PluginException if its code throws, or doesn't return
     */
    public String description() {
        return guard().declared(
                        "failed to describe itself", () -> spi.descriptionOf().apply(instance));
    }

    /**
     * What can be set, as it says itself.
     *
     * @throws PluginException if its code throws, or doesn't return
     */
    public List<Option<?>> options() {
        return guard().declared(
                        "failed to declare its options",
                        () -> List.copyOf(spi.optionsOf().apply(instance)));
    }

    private ProviderGuard guard() {
        return ProviderGuard.of(spi.noun(), name, origin);
    }

    /** The name that is never ambiguous between bundles, such as {@code com.acme.search:tpe}. */
    public String qualifiedName() {
        return origin.bundle() + ":" + name;
    }
}
