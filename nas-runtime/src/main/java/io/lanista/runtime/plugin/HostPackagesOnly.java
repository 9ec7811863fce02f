package io.lanista.runtime.plugin;

import java.util.Collection;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/** Wires the host's packages to the host only, so that no plug-in can put its own in another's way. */
final class HostPackagesOnly implements ResolverHookFactory, ResolverHook {
    private static final long HOST = 0;
    private final HostPackages packages;

    HostPackagesOnly(HostPackages packages) {
        this.packages = packages;
    }

    @Override
    public ResolverHook begin(Collection<BundleRevision> triggers) {
        return this;
    }

    @Override
    public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {
        if (requirement.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE)) {
            candidates.removeIf(candidate ->
                    candidate.getRevision().getBundle().getBundleId() != HOST && packages.offers(nameOf(candidate)));
        }
    }

    private static String nameOf(BundleCapability candidate) {
        return String.valueOf(candidate.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE));
    }

    @Override
    public void filterResolvable(Collection<BundleRevision> candidates) {
        // Every plug-in that got past the checks may be resolved.
    }

    @Override
    public void filterSingletonCollisions(BundleCapability singleton, Collection<BundleCapability> collisions) {
        // Versions live side by side, even of bundles that call themselves singletons.
        collisions.clear();
    }

    @Override
    public void end() {
        // Holds nothing that belongs to one resolution.
    }
}
