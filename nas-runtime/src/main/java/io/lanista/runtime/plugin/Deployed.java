package io.lanista.runtime.plugin;

import io.lanista.runtime.artifact.Artifact;
import io.lanista.runtime.execute.PluginCopy;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/** A plug-in that is in use, and how many searches hold it. Guarded by the lock of {@link DeployedPlugins}. */
final class Deployed {
    private final PluginOrigin origin;
    private final @Nullable Bundle bundle;
    private final @Nullable PluginCopy copy;
    private final Optional<Artifact> artifact;
    private final List<PluginProvider<?>> providers;
    private final List<String> faults;
    private int leases;
    private boolean retiring;

    /** With the bundle and the copy of its jar, or null for both for what lies on the class path. */
    Deployed(
            PluginOrigin origin,
            @Nullable Bundle bundle,
            @Nullable PluginCopy copy,
            Optional<Artifact> artifact,
            List<PluginProvider<?>> providers,
            List<String> faults) {
        this.origin = origin;
        this.bundle = bundle;
        this.copy = copy;
        this.artifact = artifact;
        this.providers = List.copyOf(providers);
        this.faults = List.copyOf(faults);
    }

    PluginOrigin origin() {
        return origin;
    }

    @Nullable Bundle bundle() {
        return bundle;
    }

    @Nullable PluginCopy copy() {
        return copy;
    }

    List<PluginProvider<?>> providers() {
        return providers;
    }

    boolean retiring() {
        return retiring;
    }

    void retire() {
        retiring = true;
    }

    void lease() {
        leases++;
    }

    void release() {
        leases--;
    }

    /** True once nobody uses it and nobody will. */
    boolean removable() {
        return retiring && leases == 0;
    }

    PluginInfo info() {
        return new PluginInfo(
                origin.bundle(),
                origin.version(),
                origin.file(),
                retiring ? PluginInfo.State.RETIRING : PluginInfo.State.ACTIVE,
                providers.stream()
                        .map(p -> new PluginInfo.Provided(
                                p.spi().noun(),
                                p.name(),
                                p.instance().getClass().getName()))
                        .toList(),
                faults,
                Optional.ofNullable(copy).map(used -> new PluginInfo.Jar(used.sha256(), artifact)));
    }
}
