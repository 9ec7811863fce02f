package io.lanista.runtime.plugin;

import io.lanista.runtime.execute.HostThreads;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded OSGi framework: start, install, resolve, remove, stop.
 *
 * <p>Everything that starts threads runs on a daemon thread, and so are its threads: the framework's own dispatch thread would
 * otherwise keep the JVM alive when a program ends with an exception before it stops the host.
 */
final class FelixFramework implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FelixFramework.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    /** The host loads services itself; bundles that ask for an extender to do it are told that one is there. */
    private static final String SERVICE_LOADER =
            "osgi.extender;osgi.extender=\"osgi.serviceloader.registrar\";version:Version=\"1.0\","
                    + "osgi.extender;osgi.extender=\"osgi.serviceloader.processor\";version:Version=\"1.0\"";

    private final Framework framework;
    private final HostThreads threads;
    private final RemovalWatch removals;

    private FelixFramework(Framework framework, HostThreads threads) {
        this.framework = framework;
        this.threads = threads;
        this.removals = new RemovalWatch(Duration.ofSeconds(2), LOG::warn, threads);
    }

    /**
     * Begins to load the framework's classes, which takes longer than anything else at the start, on a thread of its own; the host
     * reads its own jars meanwhile. What goes wrong here goes wrong again, and is told, in {@link #start}.
     */
    static void loadAhead(HostThreads threads) {
        BackgroundTask.of(
                threads, "framework", () -> Class.forName(factory().getClass().getPackageName() + ".Felix"));
    }

    /** Starts a framework without any bundle; it keeps its files in the given folder. */
    static FelixFramework start(HostPackages packages, Path storage, HostThreads threads) {
        Framework framework = factory().newFramework(properties(packages, storage));
        FelixFramework started = new FelixFramework(framework, threads);
        try {
            started.onDaemon(START_LIMIT).call("starting the plug-in framework", () -> {
                framework.init();
                framework
                        .getBundleContext()
                        .registerService(ResolverHookFactory.class, new HostPackagesOnly(packages), null);
                framework.start();
                return true;
            });
        } catch (PluginFault e) {
            started.close();
            throw new PluginException("The plug-in host can't start: " + e.sentence(), e);
        }
        return started;
    }

    private static FrameworkFactory factory() {
        return ServiceLoader.load(FrameworkFactory.class, FelixFramework.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new PluginException(
                        "There is no OSGi framework on the class path. Maybe org.apache.felix.framework is missing."));
    }

    private static Map<String, String> properties(HostPackages packages, Path storage) {
        Map<String, String> properties = new HashMap<>();
        properties.put(Constants.FRAMEWORK_STORAGE, storage.toString());
        properties.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        properties.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, packages.asSystemPackages());
        properties.put(Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA, SERVICE_LOADER);
        // The JVM writes calls of these packages into classes of Flight Recorder's events, where no bundle could have
        // imported them.
        properties.put(Constants.FRAMEWORK_BOOTDELEGATION, "jdk.jfr.internal.*");
        properties.put("felix.bootdelegation.implicit", "false");
        properties.put(Constants.FRAMEWORK_BUNDLE_PARENT, Constants.FRAMEWORK_BUNDLE_PARENT_BOOT);
        properties.put("felix.service.urlhandlers", "false");
        // A jar that was replaced without a new version runs beside the old one until its searches have ended.
        properties.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
        // The resolver's pool outlives the framework by a minute, and a handful of bundles needs none.
        properties.put("felix.resolver.parallelism", "1");
        properties.put(Constants.FRAMEWORK_SYSTEMPACKAGES, "${osgi-exports}, " + javaPackages());
        properties.put("felix.systempackages.substitution", "true");
        // Its own words go nowhere: what users need to know is said by the host.
        properties.put("felix.log.level", "0");
        return properties;
    }

    /**
     * The packages of this Java. The framework's own list of them has the version in the digits of the user's language, and where those
     * aren't 0 to 9 it finds no version in it, and no package at all.
     */
    private static String javaPackages() {
        String version = ";version=\"0.0.0.JavaSE_0" + Runtime.version().feature() + "\"";
        return ModuleLayer.boot().modules().stream()
                .flatMap(module -> module.getDescriptor().exports().stream())
                .filter(exports -> !exports.isQualified())
                .map(exports -> exports.source() + version)
                .sorted()
                .collect(Collectors.joining(","));
    }

    /** Installs a bundle from a file that may be deleted afterwards. The location must be new. */
    Bundle install(String location, Path jar) throws PluginFault {
        try (InputStream in = Files.newInputStream(jar)) {
            return framework.getBundleContext().installBundle(location, in);
        } catch (BundleException | IOException e) {
            throw new PluginFault("can't be installed: " + PluginFault.describe(e) + ".", e);
        }
    }

    /** Wires as many of the bundles as can be wired. */
    void resolve(Collection<Bundle> bundles) {
        framework.adapt(FrameworkWiring.class).resolveBundles(bundles);
    }

    /** Every bundle that there is, the host's own first. */
    List<Bundle> bundles() {
        return List.of(framework.getBundleContext().getBundles());
    }

    /** Uninstalls bundles and refreshes what was wired to them, so that their classes can be collected. */
    void remove(Collection<Bundle> bundles) {
        if (bundles.isEmpty()) {
            return;
        }
        try {
            onDaemon(STOP_LIMIT).call("removing " + bundles, () -> {
                uninstallAndRefresh(bundles);
                return true;
            });
        } catch (PluginFault e) {
            LOG.warn("{} It stays in memory until the host stops.", e.sentence());
        }
    }

    /** Removes the bundle of a plug-in that nobody uses any more, and tells if its classes stay behind. */
    void removeUnused(Deployed plugin) {
        Bundle bundle = plugin.bundle();
        // A lease may be closed after the host.
        if (bundle != null && framework.getState() == Bundle.ACTIVE) {
            ClassLoader loader = bundle.adapt(BundleWiring.class).getClassLoader();
            remove(List.of(bundle));
            if (framework
                    .adapt(FrameworkWiring.class)
                    .getRemovalPendingBundles()
                    .contains(bundle)) {
                LOG.info("Removed the plug-in {}; its classes go with those that use them", plugin.origin());
            } else {
                LOG.info("Removed the plug-in {}", plugin.origin());
                removals.expectCollected(plugin.origin().toString(), loader);
            }
        }
    }

    private void uninstallAndRefresh(Collection<Bundle> bundles) throws BundleException, InterruptedException {
        for (Bundle bundle : bundles) {
            bundle.uninstall();
        }
        FrameworkWiring wiring = framework.adapt(FrameworkWiring.class);
        Collection<Bundle> pending = wiring.getRemovalPendingBundles();
        // A refresh would break every bundle that is wired to one of these: they wait until those are gone as well.
        List<Bundle> free = pending.stream()
                .filter(bundle -> pending.containsAll(wiring.getDependencyClosure(List.of(bundle))))
                .toList();
        if (!free.isEmpty()) {
            CountDownLatch refreshed = new CountDownLatch(1);
            wiring.refreshBundles(free, event -> {
                if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                    refreshed.countDown();
                }
            });
            refreshed.await();
        }
    }

    /** Stops the framework and waits for it, though not for ever: a plug-in's {@code stop} may hang. */
    @Override
    public void close() {
        try {
            onDaemon(STOP_LIMIT).call("stopping the plug-in framework", () -> {
                framework.stop();
                return framework.waitForStop(STOP_LIMIT.toMillis());
            });
        } catch (PluginFault e) {
            throw new PluginException("The plug-in host can't stop cleanly: " + e.sentence(), e);
        }
    }

    private Watchdog onDaemon(Duration limit) {
        return new Watchdog(limit, FelixFramework.class.getClassLoader(), threads);
    }
}
