package io.lanista.runtime.plugin;

import io.lanista.runtime.execute.PluginCopy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The plug-ins in use, those that were refused, and the leases of searches that run. Safe for use by several threads.
 *
 * <p>A plug-in that is retired gets no new leases, and is removed with its last one.
 */
final class DeployedPlugins implements AutoCloseable {
    private final Consumer<Deployed> remover;
    private final List<Deployed> deployed = new ArrayList<>();
    private final List<PluginInfo> refused = new ArrayList<>();
    private boolean closed;

    /** With what is done to a plug-in that nobody uses any more; called without a lock. */
    DeployedPlugins(Consumer<Deployed> remover) {
        this.remover = remover;
    }

    /** Takes a plug-in into use, in the place of what came from the same jar before. */
    void add(Deployed plugin) {
        List<Deployed> removable;
        synchronized (this) {
            removable = plugin.bundle() == null
                    ? List.of()
                    : retireAllFrom(plugin.origin().file());
            deployed.add(plugin);
        }
        removable.forEach(remover);
    }

    synchronized void refuse(PluginInfo info) {
        refused.add(info);
    }

    /** Forgets what was said of a file, because it changed or is gone. */
    synchronized void forgetRefusals(String file) {
        refused.removeIf(info -> info.file().equals(file));
    }

    /** Takes the plug-ins that came from a file out of use. */
    void retire(String file) {
        List<Deployed> removable;
        synchronized (this) {
            removable = retireAllFrom(file);
        }
        removable.forEach(remover);
    }

    /** Gives those that can be removed at once; call it with the lock. */
    private List<Deployed> retireAllFrom(String file) {
        List<Deployed> removable = new ArrayList<>();
        for (Deployed plugin : deployed) {
            if (plugin.origin().file().equals(file)) {
                plugin.retire();
                if (plugin.removable()) {
                    removable.add(plugin);
                }
            }
        }
        deployed.removeAll(removable);
        return removable;
    }

    /** The plug-in of this name and version that is in use from another file, if there is one. */
    synchronized Optional<PluginOrigin> findOther(PluginOrigin origin) {
        return deployed.stream()
                .filter(plugin -> !plugin.retiring())
                .map(Deployed::origin)
                .filter(o -> o.bundle().equals(origin.bundle()) && o.version().equals(origin.version()))
                .filter(o -> !o.file().equals(origin.file()))
                .findFirst();
    }

    synchronized List<PluginInfo> infos() {
        List<PluginInfo> infos = new ArrayList<>();
        deployed.forEach(plugin -> infos.add(plugin.info()));
        infos.addAll(refused);
        return infos;
    }

    synchronized <S> List<PluginProvider<S>> providers(Spi<S> spi) {
        if (closed) {
            throw new IllegalStateException(
                    "The plug-in host is closed, and so is the runtime that it belongs to. Maybe close them after the last search.");
        }
        List<PluginProvider<S>> found = new ArrayList<>();
        for (Deployed plugin : deployed) {
            if (!plugin.retiring()) {
                plugin.providers().forEach(provider -> addIfOf(spi, provider, found));
            }
        }
        found.sort(ProviderSelection.ORDER);
        return found;
    }

    synchronized <S> Lease<S> lease(Spi<S> spi, String query) {
        PluginProvider<S> provider = ProviderSelection.select(spi, query, providers(spi));
        Deployed plugin = deployed.stream()
                .filter(d -> d.providers().contains(provider))
                .findFirst()
                .orElseThrow();
        plugin.lease();
        return new Lease<>(provider, () -> release(plugin));
    }

    /** Holds all plug-ins that came from jars and are given out now. */
    synchronized HeldJars hold(Path folder) {
        List<Deployed> held = new ArrayList<>();
        List<PluginCopy> jars = new ArrayList<>();
        for (Deployed plugin : deployed) {
            PluginCopy copy = plugin.copy();
            if (copy != null && !plugin.retiring()) {
                plugin.lease();
                held.add(plugin);
                jars.add(copy);
            }
        }
        return new HeldJars(folder, jars, () -> held.forEach(this::release));
    }

    /** From now on nothing is given out. */
    @Override
    public synchronized void close() {
        closed = true;
    }

    private void release(Deployed plugin) {
        boolean last;
        synchronized (this) {
            plugin.release();
            last = plugin.removable() && deployed.remove(plugin);
        }
        if (last) {
            remover.accept(plugin);
        }
    }

    @SuppressWarnings("unchecked") // A provider is an instance of the type of its kind: the scan has cast it.
    private static <S> void addIfOf(Spi<S> spi, PluginProvider<?> provider, List<PluginProvider<S>> found) {
        if (provider.spi().equals(spi)) {
            found.add((PluginProvider<S>) provider);
        }
    }
}
