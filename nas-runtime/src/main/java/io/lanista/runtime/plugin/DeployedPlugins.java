package io.lanista.runtime.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The plug-ins in use, those that were refused, and the leases of searches that run. Safe for use by several threads.
 *
 * <p>A plug-in that is retired gets no new leases, and is removed with its last one.
 */
final class DeployedPlugins {
    private final Consumer<Deployed> remover;
    private final List<Deployed> deployed = new ArrayList<>();
    private final List<PluginInfo> refused = new ArrayList<>();

    /** With what is done to a plug-in that nobody uses any more; called without a lock. */
    DeployedPlugins(Consumer<Deployed> remover) {
        this.remover = remover;
    }

    synchronized void add(Deployed plugin) {
        deployed.add(plugin);
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
        List<Deployed> removable = new ArrayList<>();
        synchronized (this) {
            for (Deployed plugin : deployed) {
                if (plugin.origin().file().equals(file)) {
                    plugin.retire();
                }
                if (plugin.removable()) {
                    removable.add(plugin);
                }
            }
            deployed.removeAll(removable);
        }
        removable.forEach(remover);
    }

    /** The plug-in of this name and version, if there is one; one that retires counts, since its classes are still there. */
    synchronized Optional<PluginOrigin> find(String bundle, String version) {
        return deployed.stream()
                .map(Deployed::origin)
                .filter(o -> o.bundle().equals(bundle) && o.version().equals(version))
                .findFirst();
    }

    synchronized List<PluginInfo> infos() {
        List<PluginInfo> infos = new ArrayList<>();
        deployed.forEach(plugin -> infos.add(plugin.info()));
        infos.addAll(refused);
        return infos;
    }

    synchronized <S> List<PluginProvider<S>> providers(Spi<S> spi) {
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
