package io.lanista.runtime.plugin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds plug-ins in folders and on the class path, and gives out what they provide. Safe for use by several threads.
 *
 * <pre>{@code
 * try (PluginHost host = PluginHost.builder(List.of(new Spi<>(Strategy.class, "strategy", Strategy::name)))
 *         .folder(Path.of("plugins"))
 *         .start()) {
 *     try (Lease<Strategy> tpe = host.lease(Strategy.class, "tpe@[1.2,2)")) {
 *         tpe.get().open(request);
 *     }
 * }
 * }</pre>
 *
 * <p>A plug-in is an ordinary jar with {@code META-INF/services} and OSGi headers. Whatever is wrong with one of them is a
 * sentence in {@link #plugins()}, never an exception: the others still work. The threads of the host are daemons, so a program
 * that never closes it still ends, and its temporary folder goes with the JVM.
 */
public final class PluginHost implements AutoCloseable {
    private final List<Spi<?>> spis;
    private final DeployedPlugins plugins;
    private final Path jars;
    private final List<AutoCloseable> parts;

    /**
     * With its parts.
     *
     * @param jars where the copies of the plug-ins' jars are
     * @param parts are closed, the last one first
     */
    PluginHost(List<Spi<?>> spis, DeployedPlugins plugins, Path jars, List<AutoCloseable> parts) {
        this.spis = spis;
        this.plugins = plugins;
        this.jars = jars;
        this.parts = parts;
    }

    /** A host for these kinds of providers; it does nothing before {@link PluginHostBuilder#start()}. */
    public static PluginHostBuilder builder(List<Spi<?>> spis) {
        return new PluginHostBuilder(spis);
    }

    /** Every plug-in that was found, those that were refused last. */
    public List<PluginInfo> plugins() {
        return plugins.infos();
    }

    /** Everything of one kind that may be used now, by name, and of the same name the highest version first. */
    public <S> List<PluginProvider<S>> providers(Class<S> type) {
        return plugins.providers(spi(type));
    }

    /**
     * Finds a provider and holds it.
     *
     * @param type what kind of provider
     * @param query {@code tpe} for the highest version, {@code tpe@[1.2,2)}, {@code tpe@1.2} for any 1.2.x, or
     *     {@code com.acme.search:tpe} where two bundles use one name
     * @throws NoSuchProviderException if none fits, or several bundles do; the message lists what there is
     */
    public <S> Lease<S> lease(Class<S> type, String query) {
        return plugins.lease(spi(type), query);
    }

    /** Everything of every kind that may be used now, in the order of the kinds. */
    public List<PluginProvider<?>> providers() {
        List<PluginProvider<?>> all = new ArrayList<>();
        spis.forEach(spi -> all.addAll(plugins.providers(spi)));
        return all;
    }

    /** Holds the jars of all plug-ins that are in use now, for processes that are to use the same; without those on the class path. */
    public HeldJars holdJars() {
        return plugins.hold(jars);
    }

    /** Stops the plug-ins and deletes the temporary folder. Searches must have ended; closing twice is harmless. */
    @Override
    public void close() {
        PluginHostBuilder.closeAll(parts, null);
    }

    @SuppressWarnings("unchecked") // The kind was built with the class that it is asked for.
    private <S> Spi<S> spi(Class<S> type) {
        return (Spi<S>) spis.stream()
                .filter(spi -> spi.type().equals(type))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The host doesn't look for " + type.getName() + ". It was built for: "
                                + spis.stream().map(s -> s.type().getName()).toList() + "."));
    }
}
