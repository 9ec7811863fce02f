package io.lanista.runtime.plugin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.osgi.framework.Constants;

/** What the classes of a plug-in refer to, read from their constant pools without loading them. */
final class UsedPackages {
    private static final Set<String> EXITS =
            Set.of("java/lang/System.exit", "java/lang/Runtime.exit", "java/lang/Runtime.halt");

    private final Map<String, String> firstUser = new TreeMap<>();
    private final Map<String, String> exits = new TreeMap<>();

    private UsedPackages() {}

    /** Reads the plug-in's own classes; libraries nested in it are taken as they are. */
    static UsedPackages of(Path jar) throws IOException, PluginFault {
        UsedPackages used = new UsedPackages();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (PluginJar.isClass(entry.getName())) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        byte[] content = PluginJar.bounded(in, entry, PluginJar.MAX_CLASS);
                        used.add(entry.getName(), ClassFile.read(new ByteArrayInputStream(content)));
                    }
                }
            }
        }
        return used;
    }

    private void add(String className, ClassFile content) {
        content.referencedPackages().forEach(name -> firstUser.putIfAbsent(name, className));
        content.calls().stream()
                .filter(EXITS::contains)
                .forEach(call -> exits.putIfAbsent(className, call.replace('/', '.')));
    }

    /** The packages that are neither inside nor imported, each with a class that uses it. */
    Map<String, String> notImported(PluginJar jar) {
        Set<String> known = new HashSet<>(HeaderClause.paths(jar.header(Constants.IMPORT_PACKAGE)));
        jar.classes().forEach(entry -> known.add(entry.packageName()));
        List<String> dynamic = HeaderClause.paths(jar.header(Constants.DYNAMICIMPORT_PACKAGE));
        Map<String, String> missing = new TreeMap<>(firstUser);
        missing.keySet()
                .removeIf(name -> name.startsWith("java.")
                        || known.contains(name)
                        || dynamic.stream().anyMatch(pattern -> matches(pattern, name)));
        return missing;
    }

    /** The classes that end the JVM, each with the method that it calls. */
    Map<String, String> exits() {
        return exits;
    }

    private static boolean matches(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : pattern.equals(name);
    }
}
