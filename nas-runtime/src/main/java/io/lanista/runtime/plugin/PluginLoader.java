package io.lanista.runtime.plugin;

import io.lanista.runtime.artifact.Artifact;
import io.lanista.runtime.execute.PluginCopy;
import io.lanista.runtime.plugin.JarRules.Identity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings jars into use: copy, check, install, wire, start, load. What is checked is a private copy, and the same copy is
 * installed, so nothing can change in between and the file may be replaced at any time. The copy stays for as long as its plug-in is
 * in use.
 */
final class PluginLoader {
    private static final Logger LOG = LoggerFactory.getLogger(PluginLoader.class);

    private final FelixFramework framework;
    private final JarRules rules;
    private final ProviderScan scan;
    private final Watchdog watchdog;
    private final DeployedPlugins plugins;
    private final JarCopies copies;
    private final @Nullable AllowList allowed;
    private final AtomicInteger number = new AtomicInteger();

    PluginLoader(
            FelixFramework framework,
            JarRules rules,
            ProviderScan scan,
            Watchdog watchdog,
            DeployedPlugins plugins,
            JarCopies copies,
            @Nullable AllowList allowed) {
        this.framework = framework;
        this.rules = rules;
        this.scan = scan;
        this.watchdog = watchdog;
        this.plugins = plugins;
        this.copies = copies;
        this.allowed = allowed;
    }

    /** A jar that was installed, but not wired yet. */
    private record Installed(
            PluginOrigin origin,
            Bundle bundle,
            PluginCopy copy,
            Optional<Artifact> artifact,
            Map<String, Set<String>> services) {}

    /** Brings jars into use together, so that they may need each other; each one that can't be is refused with the reason. */
    void load(List<Path> jars) {
        List<Installed> installed = new ArrayList<>();
        for (Path jar : jars) {
            installed.addAll(install(jar, installed).stream().toList());
        }
        framework.resolve(installed.stream().map(Installed::bundle).toList());
        List<Bundle> unused = new ArrayList<>();
        for (Installed plugin : installed) {
            if (!activate(plugin)) {
                unused.add(plugin.bundle());
                copies.drop(plugin.copy());
            }
        }
        framework.remove(unused);
    }

    private Optional<Installed> install(Path jar, List<Installed> before) {
        PluginCopy copy;
        try {
            copy = copies.take(jar);
        } catch (IOException e) {
            refuse(jar, null, unreadable(e));
            return Optional.empty();
        }
        Identity identity = null;
        Optional<Installed> installed = Optional.empty();
        try {
            if (allowed != null) {
                allowed.check(copy.sha256());
            }
            Path file = copies.file(copy);
            PluginJar content = PluginJar.read(file);
            identity = rules.identify(content);
            rules.check(content);
            PluginOrigin origin =
                    new PluginOrigin(identity.bundle(), identity.version().toString(), jar.toString());
            refuseSecond(origin, before);
            Bundle bundle = framework.install(number.incrementAndGet() + " from " + jar, file);
            installed = Optional.of(new Installed(origin, bundle, copy, content.artifact(), content.services()));
        } catch (PluginFault e) {
            refuse(jar, identity, e.sentence());
        } finally {
            if (installed.isEmpty()) {
                copies.drop(copy);
            }
        }
        return installed;
    }

    private static String unreadable(IOException e) {
        return "can't be read (" + PluginFault.describe(e) + "). Maybe check its permissions.";
    }

    private void refuseSecond(PluginOrigin origin, List<Installed> before) throws PluginFault {
        Optional<PluginOrigin> other = before.stream()
                .map(Installed::origin)
                .filter(o -> o.bundle().equals(origin.bundle()) && o.version().equals(origin.version()))
                .findFirst()
                .or(() -> plugins.findOther(origin));
        if (other.isPresent()) {
            throw new PluginFault("is " + origin.bundle() + " " + origin.version() + ", which is there already from "
                    + other.get().file() + ". Remove one of the two, or give the newer one another version.");
        }
    }

    /** Starts a wired bundle and loads its providers; false if nothing of it can be used. */
    private boolean activate(Installed plugin) {
        Bundle bundle = plugin.bundle();
        String file = nameOf(Path.of(plugin.origin().file()));
        if (bundle.adapt(BundleWiring.class) == null) {
            ResolveDiagnosis diagnosis =
                    new ResolveDiagnosis(framework.bundles(), Runtime.version().feature());
            refuse(plugin, prefixed(file + " ", diagnosis.explain(bundle)));
            return false;
        }
        try {
            watchdog.call("starting " + bundle.getSymbolicName(), () -> {
                bundle.start();
                return true;
            });
        } catch (PluginFault e) {
            refuse(plugin, List.of(file + ": " + e.sentence()));
            return false;
        }
        ProviderScan.Result found = scan.of(bundle, plugin.origin(), plugin.services());
        List<String> problems = prefixed(file + ": ", found.faults());
        if (found.providers().isEmpty() && !problems.isEmpty()) {
            refuse(plugin, problems);
            return false;
        }
        problems.forEach(LOG::warn);
        plugins.add(
                new Deployed(plugin.origin(), bundle, plugin.copy(), plugin.artifact(), found.providers(), problems));
        return true;
    }

    private void refuse(Installed plugin, List<String> problems) {
        PluginOrigin origin = plugin.origin();
        refuse(origin.file(), origin.bundle(), origin.version(), problems);
    }

    private void refuse(Path jar, @Nullable Identity identity, String problem) {
        String bundle = identity == null ? null : identity.bundle();
        String version = identity == null ? null : identity.version().toString();
        refuse(jar.toString(), bundle, version, List.of(nameOf(jar) + " " + problem));
    }

    private void refuse(String file, @Nullable String bundle, @Nullable String version, List<String> problems) {
        problems.forEach(LOG::warn);
        plugins.refuse(
                new PluginInfo(bundle, version, file, PluginInfo.State.REFUSED, List.of(), problems, Optional.empty()));
    }

    private static List<String> prefixed(String prefix, List<String> faults) {
        return faults.stream().map(fault -> prefix + fault).toList();
    }

    private static String nameOf(Path jar) {
        return String.valueOf(jar.getFileName());
    }
}
