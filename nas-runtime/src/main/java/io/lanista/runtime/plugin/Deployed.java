package io.lanista.runtime.plugin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/** A plug-in that is in use, and how many searches hold it. Guarded by the lock of {@link DeployedPlugins}. */
final class Deployed {
    private final PluginOrigin origin;
    private final @Nullable Bundle bundle;
    private final List<PluginProvider<?>> providers;
    private final List<String> faults;
    private int leases;
    private boolean retiring;

    /** With the bundle, or null for what lies on the class path. */
    Deployed(PluginOrigin origin, @Nullable Bundle bundle, List<PluginProvider<?>> providers, List<String> faults) {
        this.origin = origin;
        this.bundle = bundle;
        this.providers = List.copyOf(providers);
        this.faults = List.copyOf(faults);
    }

    PluginOrigin origin() {
        return origin;
    }

    @Nullable Bundle bundle() {
        return bundle;
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
                faults);
    }
}
