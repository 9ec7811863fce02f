package io.lanista.runtime.plugin;

import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.block.LayerProvider;
import io.lanista.layer.LayerCatalogue;
import java.util.ArrayList;
import java.util.List;

/**
 * The layer types that networks can be built from: the standard ones, those of plug-ins, and those on the class path. Of several
 * versions of a bundle the highest counts. Holds the plug-ins for as long as it is open.
 */
public final class LayerTypes implements AutoCloseable {
    private final List<Lease<LayerProvider>> leases = new ArrayList<>();
    private final BlockCatalogue blocks;

    private LayerTypes(PluginHost host) {
        List<LayerProvider> providers = new ArrayList<>();
        try {
            for (String name : names(host)) {
                Lease<LayerProvider> lease = host.lease(LayerProvider.class, name);
                leases.add(lease);
                providers.add(lease.get());
            }
            this.blocks = BlockCatalogue.of(providers);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * All that there are in a host now.
     *
     * @throws PluginException if two bundles have a layer type of one name, since architectures couldn't say which they mean
     */
    public static LayerTypes lease(PluginHost host) {
        return new LayerTypes(host);
    }

    private static List<String> names(PluginHost host) {
        List<PluginProvider<LayerProvider>> providers = host.providers(LayerProvider.class);
        for (PluginProvider<LayerProvider> one : providers) {
            for (PluginProvider<LayerProvider> other : providers) {
                if (one.name().equals(other.name())
                        && !one.origin().bundle().equals(other.origin().bundle())) {
                    throw new PluginException("Two plug-ins have a layer type '" + one.name() + "': " + one.origin()
                            + " and " + other.origin() + ". Maybe take one of them away.");
                }
            }
        }
        return providers.stream().map(PluginProvider::name).distinct().toList();
    }

    /** The name of a provider's type, which must not be a standard one. */
    static String nameOf(LayerProvider provider) {
        String name = provider.type().name();
        if (LayerCatalogue.standard().types().containsKey(name)) {
            throw new IllegalArgumentException(
                    "the layer type '" + name + "' is a standard one; maybe give this one another name");
        }
        return name;
    }

    /** What networks are built with. Don't keep it after this is closed. */
    public BlockCatalogue blocks() {
        return blocks;
    }

    /** Where they come from, but for the standard ones. */
    public List<PluginProvider<LayerProvider>> providers() {
        return leases.stream().map(Lease::provider).toList();
    }

    /** Whether no plug-in's jar is needed for them. */
    public boolean areOnClassPath() {
        return leases.stream().allMatch(lease -> lease.provider().origin().isOnClassPath());
    }

    @Override
    public void close() {
        leases.forEach(Lease::close);
    }
}
