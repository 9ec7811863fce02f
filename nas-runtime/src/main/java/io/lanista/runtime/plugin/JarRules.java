package io.lanista.runtime.plugin;

import io.lanista.runtime.plugin.PluginJar.ClassEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/** What a jar must fulfil before the framework sees it. Each rule that it breaks is one sentence with a way out. */
final class JarRules {
    private static final String DJL = "ai.djl.";
    private static final Pattern SYMBOLIC_NAME = Pattern.compile("[\\w-]+(\\.[\\w-]+)*"); // OSGi Core 8, 3.2.5.

    private final HostPackages hostPackages;
    private final int javaVersion;

    JarRules(HostPackages hostPackages, int javaVersion) {
        this.hostPackages = hostPackages;
        this.javaVersion = javaVersion;
    }

    /** The name and version that a jar declares. */
    record Identity(String bundle, Version version) {}

    /** Who the jar says it is. */
    Identity identify(PluginJar jar) throws PluginFault {
        String name = jar.header(Constants.BUNDLE_SYMBOLICNAME);
        if (name == null || !"2".equals(jar.header(Constants.BUNDLE_MANIFESTVERSION))) {
            throw new PluginFault(
                    "is a plain jar, not a bundle: its META-INF/MANIFEST.MF has no "
                            + (name == null ? "Bundle-SymbolicName" : "'Bundle-ManifestVersion: 2'")
                            + ". Build it with the parent io.lanista:nas-plugin-parent, or add the bnd-maven-plugin to its build.");
        }
        List<String> bundles = HeaderClause.paths(name);
        if (bundles.size() != 1 || !SYMBOLIC_NAME.matcher(bundles.get(0)).matches()) {
            throw new PluginFault(
                    "has the Bundle-SymbolicName '" + name
                            + "', which is not a name. It has letters, digits, '-' and '_', with dots between them: com.acme.annealing.");
        }
        String version = jar.header(Constants.BUNDLE_VERSION);
        try {
            return new Identity(bundles.get(0), version == null ? Version.emptyVersion : new Version(version.strip()));
        } catch (IllegalArgumentException e) {
            throw new PluginFault(
                    "has the Bundle-Version '" + version + "', which is not a version. Maybe '1.0.0'.", e);
        }
    }

    /** Throws the first rule that the jar breaks. */
    void check(PluginJar jar) throws PluginFault {
        refuseFragment(jar);
        refuseNewerJava(jar);
        refuseDjl(jar);
        refuseCopyOfApi(jar);
        refuseHostExports(jar);
    }

    private static void refuseFragment(PluginJar jar) throws PluginFault {
        String host = jar.header(Constants.FRAGMENT_HOST);
        if (host != null) {
            throw new PluginFault(
                    "is a fragment (Fragment-Host: " + host + "), which would run inside another bundle or the"
                            + " host. Make it a bundle of its own: remove the header Fragment-Host.");
        }
    }

    private void refuseNewerJava(PluginJar jar) throws PluginFault {
        Optional<ClassEntry> newest = jar.classes().stream()
                .max(Comparator.comparingInt(ClassEntry::javaVersion))
                .filter(entry -> entry.javaVersion() > javaVersion);
        if (newest.isPresent()) {
            throw new PluginFault("needs Java " + newest.get().javaVersion() + " ("
                    + newest.get().name() + "), this is "
                    + javaVersion + ". Run the host on a newer JDK, or build the plug-in for Java " + javaVersion
                    + ".");
        }
    }

    private static void refuseDjl(PluginJar jar) throws PluginFault {
        Optional<ClassEntry> own = first(jar, name -> (name + ".").startsWith(DJL));
        if (own.isPresent()) {
            throw new PluginFault(
                    "carries DJL inside (" + own.get().name() + "), whose native library can be loaded only once"
                            + " in a JVM, and the host has done so. Leave it out: give the DJL dependencies the scope 'provided'.");
        }
    }

    private void refuseCopyOfApi(PluginJar jar) throws PluginFault {
        Optional<ClassEntry> copy =
                first(jar, name -> hostPackages.offers(name) && !(name + ".").startsWith("org.slf4j."));
        if (copy.isPresent()) {
            throw new PluginFault(
                    "carries its own copy of the API (" + copy.get().name()
                            + "), and so its providers would not be the host's. Don't shade the API: give it the scope 'provided'.");
        }
    }

    private void refuseHostExports(PluginJar jar) throws PluginFault {
        for (String name : HeaderClause.paths(jar.header(Constants.EXPORT_PACKAGE))) {
            if (hostPackages.offers(name) || (name + ".").startsWith(DJL)) {
                throw new PluginFault(
                        "exports the package " + name + ", which belongs to the host and would get in the way of"
                                + " other plug-ins. Import it instead: remove it from Export-Package.");
            }
        }
    }

    private static Optional<ClassEntry> first(PluginJar jar, Predicate<String> packageName) {
        return jar.classes().stream()
                .filter(entry -> packageName.test(entry.packageName()))
                .findFirst();
    }
}
