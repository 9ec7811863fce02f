package io.lanista.runtime.plugin;

import io.lanista.djl.data.DataSource;
import io.lanista.djl.data.DataSources;
import java.util.ArrayList;
import java.util.List;

/**
 * The places that data can come from: those that come along, those on the class path, and those of plug-ins; of several versions of
 * a bundle the highest counts. Holds the plug-ins for as long as it is open.
 */
public final class KnownSources implements AutoCloseable {
    private final List<Lease<DataSource>> leases = new ArrayList<>();
    private final DataSources sources;

    private KnownSources(PluginHost host) {
        try {
            for (String name : host.providers(DataSource.class).stream()
                    .map(PluginProvider::name)
                    .distinct()
                    .toList()) {
                leases.add(host.lease(DataSource.class, name));
            }
            this.sources = guarded(leases.stream().map(Lease::provider).toList());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * All that there are in a host now.
     *
     * @throws NoSuchProviderException if two bundles have a source of one name, since experiments couldn't say which they mean
     */
    public static KnownSources lease(PluginHost host) {
        return new KnownSources(host);
    }

    /** Sources as others use them: what one does wrong is told as its fault. */
    public static DataSources guarded(List<PluginProvider<DataSource>> providers) {
        return DataSources.of(providers.stream().map(GuardedSource::of).toList());
    }

    /** The sources. Don't keep them after this is closed. */
    public DataSources sources() {
        return sources;
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
