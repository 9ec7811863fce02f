package io.lanista.runtime.plugin;

import io.lanista.djl.file.DataFile;
import io.lanista.runtime.execute.HostThreads;
import io.lanista.runtime.execute.PluginCopy;
import io.lanista.runtime.folder.PrivateFolder;
import io.lanista.runtime.plugin.FolderChanges.Stamp;
import io.lanista.runtime.plugin.ProviderScan.Result;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Builds and starts a {@link PluginHost}. For use by one thread. */
public final class PluginHostBuilder {
    private static final Pattern COMPANION = Pattern.compile("(.+)-(?:sources|javadoc|tests)\\.jar");
    private static final Duration LOAD_LIMIT = Duration.ofMillis(1500);

    private final List<Spi<?>> spis;
    private final List<Path> folders = new ArrayList<>();
    private final List<Path> jars = new ArrayList<>();
    private final List<Class<?>> shared = new ArrayList<>();
    private ClassLoader classPath = PluginHost.class.getClassLoader();
    private Duration loadLimit = LOAD_LIMIT;
    private Runnable beforePlugins = () -> {};
    private HostThreads threads = HostThreads.PLAIN;
    private boolean watch;
    private @Nullable AllowList allowed;

    PluginHostBuilder(List<Spi<?>> spis) {
        this.spis = List.copyOf(spis);
    }

    /** What plug-ins share with the host: the logging API, DJL, layer types, and whatever the kinds of providers come with. */
    static List<Class<?>> sharedBy(List<Spi<?>> spis) {
        List<Class<?>> shared =
                new ArrayList<>(List.of(org.slf4j.Logger.class, ai.djl.Model.class, io.lanista.layer.LayerType.class));
        spis.forEach(spi -> shared.add(spi.type()));
        return shared;
    }

    /** Adds a folder; its {@code *.jar} files are plug-ins. A folder that doesn't exist has none. */
    public PluginHostBuilder folder(Path folder) {
        folders.add(folder);
        return this;
    }

    /** Adds one plug-in. */
    public PluginHostBuilder jar(Path jar) {
        jars.add(jar);
        return this;
    }

    /** Offers the packages of the jar or class folder that this class comes from to plug-ins. */
    public PluginHostBuilder share(Class<?> anchor) {
        shared.add(anchor);
        return this;
    }

    /** Where providers on the class path are looked for: the class loader of the host unless set. */
    public PluginHostBuilder classPath(ClassLoader loader) {
        classPath = loader;
        return this;
    }

    /**
     * Watches the folders while the host runs: a new jar is taken into use, a replaced one takes the place of the old one, and a
     * deleted one is not given to new searches. Searches that run keep what they have leased. A jar that is refused is looked at
     * again when it changes; a replacement that is refused leaves the old one in use. Copy a jar to a name that doesn't end with
     * {@code .jar} and rename it then, or it may be seen half-copied.
     */
    public PluginHostBuilder watch() {
        watch = true;
        return this;
    }

    /**
     * Loads only jars whose content has one of these SHA-256 digests, in hexadecimal; every other is refused before anything of it
     * is read. What lies on the class path is not affected.
     */
    public PluginHostBuilder allowOnly(Collection<String> sha256) {
        allowed = new AllowList(sha256);
        return this;
    }

    /** What makes the threads of the host: plain daemons unless set. */
    public PluginHostBuilder threads(HostThreads made) {
        threads = made;
        return this;
    }

    /** How long a plug-in may take to start, and each of its providers to load: 1.5 seconds unless set. */
    public PluginHostBuilder loadLimit(Duration limit) {
        loadLimit = limit;
        return this;
    }

    /**
     * What to do before any code of a plug-in runs. DJL's engine must be started here at the latest: a
     * plug-in that touches it first would look for it in the wrong place, and it fails for the rest of the JVM's life.
     */
    public PluginHostBuilder beforePlugins(Runnable action) {
        beforePlugins = action;
        return this;
    }

    /**
     * Starts the host and loads what it finds.
     *
     * @throws PluginException if the host itself can't start; nothing is left behind then, and the same goes for anything that
     *     {@link #beforePlugins} throws
     */
    public PluginHost start() {
        List<AutoCloseable> parts = new ArrayList<>();
        try {
            return start(parts);
        } catch (RuntimeException | Error e) {
            closeAll(parts, e);
            throw e;
        }
    }

    private PluginHost start(List<AutoCloseable> parts) {
        boolean bundles = !jars.isEmpty() || !folders.isEmpty();
        if (bundles) {
            FelixFramework.loadAhead(threads);
        }
        beforePlugins.run();
        Watchdog watchdog = new Watchdog(loadLimit, classPath, threads);
        ProviderScan scan = new ProviderScan(spis, watchdog);
        BackgroundTask<Map<PluginOrigin, Result>> onClassPath =
                BackgroundTask.of(threads, "class-path", () -> ClassPathProviders.find(spis, scan, classPath));
        // Without bundles there is no need for a framework: worker JVMs are ready sooner.
        return bundles
                ? withFramework(parts, scan, watchdog, onClassPath)
                : new PluginHost(spis, deployed(onClassPath.get(), plugin -> {}, parts), Path.of(""), parts);
    }

    private PluginHost withFramework(
            List<AutoCloseable> parts,
            ProviderScan scan,
            Watchdog watchdog,
            BackgroundTask<Map<PluginOrigin, Result>> onClassPath) {
        List<Class<?>> all = sharedBy(spis);
        all.addAll(shared);
        HostPackages packages = HostPackages.of(all);
        PrivateFolder folder = folder();
        parts.add(folder);
        JarCopies copies = new JarCopies(folder.folder("jars"));
        FelixFramework framework = FelixFramework.start(packages, folder.folder("felix"), threads);
        parts.add(framework);
        DeployedPlugins plugins = deployed(onClassPath.get(), plugin -> remove(plugin, framework, copies), parts);
        JarRules rules = new JarRules(packages, Runtime.version().feature());
        PluginLoader loader = new PluginLoader(framework, rules, scan, watchdog, plugins, copies, allowed);
        Map<Path, Stamp> stamps = FolderChanges.stamps(folders);
        List<Path> found = new ArrayList<>(jars);
        found.addAll(stamps.keySet());
        loader.load(found);
        if (watch) {
            parts.add(FolderWatch.start(folders, loader, plugins, stamps, threads));
        }
        return new PluginHost(spis, plugins, copies.folder(), parts);
    }

    private static PrivateFolder folder() {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            return PrivateFolder.create(parent, "plugins");
        } catch (IOException e) {
            throw new PluginException(
                    "The plug-in host can't make its folder in " + parent + ": " + DataFile.reason(e)
                            + ". Maybe the disk is full, or set -Djava.io.tmpdir.",
                    e);
        }
    }

    private static void remove(Deployed plugin, FelixFramework framework, JarCopies copies) {
        framework.removeUnused(plugin);
        PluginCopy copy = plugin.copy();
        if (copy != null) {
            copies.drop(copy);
        }
    }

    private static DeployedPlugins deployed(
            Map<PluginOrigin, Result> onClassPath, Consumer<Deployed> remover, List<AutoCloseable> parts) {
        DeployedPlugins plugins = new DeployedPlugins(remover);
        parts.add(plugins);
        onClassPath.forEach((origin, found) ->
                plugins.add(new Deployed(origin, null, null, Optional.empty(), found.providers(), found.faults())));
        return plugins;
    }

    /**
     * The plug-ins in a folder, in the order of their names; hidden files are half-copied ones. Sources, documentation and tests that a
     * build puts beside a plug-in are none.
     */
    static List<Path> jarsIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "[!.]*.jar")) {
            files.forEach(found::add);
        } catch (IOException e) {
            throw new PluginException(
                    "The plug-in folder " + folder + " can't be read: " + DataFile.reason(e)
                            + ". Maybe check its permissions.",
                    e);
        }
        List<Path> all = List.copyOf(found);
        found.removeIf(jar -> isBeside(jar, all));
        Collections.sort(found);
        return found;
    }

    private static boolean isBeside(Path jar, List<Path> all) {
        Matcher companion = COMPANION.matcher(jar.getFileName().toString());
        return companion.matches() && all.contains(jar.resolveSibling(companion.group(1) + ".jar"));
    }

    /** Closes parts in the reverse of their order, each of them whatever the others do. */
    static void closeAll(List<AutoCloseable> parts, @Nullable Throwable reason) {
        RuntimeException first = null;
        for (int i = parts.size() - 1; i >= 0; i--) {
            try {
                parts.get(i).close();
            } catch (Exception e) {
                if (reason != null) {
                    reason.addSuppressed(e);
                } else if (first == null) {
                    first = e instanceof RuntimeException unchecked ? unchecked : new PluginException(e.toString(), e);
                }
            }
        }
        parts.clear();
        if (first != null) {
            throw first;
        }
    }
}
