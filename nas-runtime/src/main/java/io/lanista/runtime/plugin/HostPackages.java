package io.lanista.runtime.plugin;

import io.lanista.runtime.folder.NestedLibraries;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/**
 * The packages that plug-ins get from the host, computed from where the host's own classes were loaded from, so that no list
 * has to be kept in step with the class path.
 *
 * <p>A jar with OSGi headers says itself what it exports. A jar without them (DJL's) exports every package, in the version of
 * its {@code Specification-Version}. A folder of classes, as in an IDE or in a build that has not packed its jars yet, exports
 * the packages whose {@code package-info} says {@code @Export}, in the version of its {@code @Version}.
 */
final class HostPackages {
    // By name: these annotations are there at compile time only.
    private static final String EXPORT = "org.osgi.annotation.bundle.Export";
    private static final String VERSION = "org.osgi.annotation.versioning.Version";

    private final List<HostPackage> packages;
    private final Set<String> names;

    private HostPackages(List<HostPackage> packages) {
        this.packages = List.copyOf(packages);
        this.names = this.packages.stream().map(HostPackage::name).collect(Collectors.toUnmodifiableSet());
    }

    /** One package in one version; a jar may export the same package in two versions. */
    record HostPackage(String name, Version version) {}

    /** What the jars and folders export that the given classes come from. */
    static HostPackages of(Collection<Class<?>> anchors) {
        Set<Path> places = new LinkedHashSet<>();
        anchors.forEach(anchor -> places.add(placeOf(anchor)));
        List<HostPackage> packages = new ArrayList<>();
        for (Path place : places) {
            try {
                packages.addAll(Files.isDirectory(place) ? ofFolder(place) : ofJar(place));
            } catch (IOException e) {
                throw new PluginException("The host can't read its own classes in " + place + ": " + e.getMessage(), e);
            }
        }
        return new HostPackages(packages);
    }

    /** True if plug-ins get this package from the host, and from nobody else. */
    boolean offers(String packageName) {
        return names.contains(packageName);
    }

    /** Whether the host has a package in a version of this range. */
    boolean fits(String packageName, @Nullable String range) {
        VersionRange wanted = new VersionRange(range == null ? "0.0.0" : range);
        return packages.stream().anyMatch(p -> p.name().equals(packageName) && wanted.includes(p.version()));
    }

    /** In which versions the host has a package. */
    List<String> versionsOf(String packageName) {
        return packages.stream()
                .filter(p -> p.name().equals(packageName))
                .map(p -> p.version().toString())
                .toList();
    }

    /** The value of the framework property {@code org.osgi.framework.system.packages.extra}. */
    String asSystemPackages() {
        return packages.stream()
                .map(p -> p.name() + ";version=\"" + p.version() + "\"")
                .collect(Collectors.joining(","));
    }

    private static Path placeOf(Class<?> anchor) {
        CodeSource source = anchor.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            throw new PluginException("The host can't tell where " + anchor.getName()
                    + " was loaded from, and so can't offer its package to plug-ins. Maybe it is part of a custom image: put"
                    + " its jar on the class path.");
        }
        return NestedLibraries.placeOf(source.getLocation())
                .orElseThrow(() -> new PluginException("The host can't offer packages from " + source.getLocation()
                        + " (of " + anchor.getName() + "), which is neither a jar nor a folder. Maybe unpack it."));
    }

    private static List<HostPackage> ofJar(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            Attributes main = manifest == null ? new Attributes() : manifest.getMainAttributes();
            String exported = main.getValue("Export-Package");
            return exported == null ? everyPackage(file, versionOf(main)) : ofHeader(exported);
        }
    }

    private static List<HostPackage> ofHeader(String exported) {
        List<HostPackage> packages = new ArrayList<>();
        for (HeaderClause clause : HeaderClause.parse(exported)) {
            Version version = Version.parseVersion(clause.attributes().get("version"));
            clause.paths().forEach(name -> packages.add(new HostPackage(name, version)));
        }
        return packages;
    }

    private static List<HostPackage> everyPackage(JarFile jar, Version version) {
        Set<String> names = new TreeSet<>();
        jar.stream().forEach(entry -> {
            String name = entry.getName();
            int slash = name.lastIndexOf('/');
            if (name.endsWith(".class") && slash > 0 && !name.startsWith("META-INF/")) {
                names.add(name.substring(0, slash).replace('/', '.'));
            }
        });
        return names.stream().map(name -> new HostPackage(name, version)).toList();
    }

    private static Version versionOf(Attributes main) {
        for (String header : List.of("Specification-Version", "Implementation-Version")) {
            try {
                String value = main.getValue(header);
                if (value != null) {
                    return Version.parseVersion(value.replaceFirst("[^0-9.].*$", ""));
                }
            } catch (IllegalArgumentException e) {
                // A header that isn't a version says nothing; the next one may.
                continue;
            }
        }
        return Version.emptyVersion;
    }

    private static List<HostPackage> ofFolder(Path folder) throws IOException {
        Path manifest = folder.resolve("META-INF/MANIFEST.MF");
        if (Files.exists(manifest)) {
            try (InputStream in = Files.newInputStream(manifest)) {
                String exported = new Manifest(in).getMainAttributes().getValue("Export-Package");
                if (exported != null) {
                    return ofHeader(exported);
                }
            }
        }
        List<HostPackage> packages = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(f -> f.endsWith("package-info.class"))::iterator) {
                HostPackage exported = ofPackageInfo(folder, file);
                if (exported != null) {
                    packages.add(exported);
                }
            }
        }
        return packages;
    }

    private static @Nullable HostPackage ofPackageInfo(Path folder, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            ClassFile info = ClassFile.read(in);
            if (info.annotation(EXPORT) == null) {
                return null;
            }
            var version = info.annotation(VERSION);
            String name =
                    folder.relativize(Objects.requireNonNull(file.getParent())).toString();
            return new HostPackage(
                    name.replace(file.getFileSystem().getSeparator(), "."),
                    version == null ? Version.emptyVersion : Version.parseVersion(version.get("value")));
        }
    }
}
