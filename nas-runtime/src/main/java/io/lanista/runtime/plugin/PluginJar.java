package io.lanista.runtime.plugin;

import io.lanista.api.failure.LanistaException;
import io.lanista.runtime.artifact.Artifact;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What a jar holds, read once from beginning to end: every byte is compared with its checksum, which neither the JDK nor the
 * framework does.
 *
 * @param manifest the main section of its manifest; empty if it has none
 * @param classes its classes, those of nested jars on its bundle class path too
 * @param services the class names in its {@code META-INF/services}, by the name of the interface
 * @param artifacts under which names it says that it is published; more than one if it has libraries inside
 */
record PluginJar(
        Attributes manifest, List<ClassEntry> classes, Map<String, Set<String>> services, List<Artifact> artifacts) {
    /** How much of a class is read into memory, in bytes. */
    static final int MAX_CLASS = 16 << 20;

    private static final int MAX_MANIFEST = 4 << 20;
    private static final int MAX_SERVICES = 64 << 10;
    private static final int MAX_PROPERTIES = 64 << 10;

    /** What a jar may unpack to, in bytes: reading more takes minutes. */
    private static final long MAX_TOTAL = 8L << 30;

    private static final int CLASS_HEADER = 8;
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String SERVICES = "META-INF/services/";
    private static final Pattern PUBLISHED = Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.properties");

    /**
     * One class.
     *
     * @param name such as {@code com/acme/Tpe.class}
     * @param javaVersion the Java version that it needs
     */
    record ClassEntry(String name, int javaVersion) {
        String packageName() {
            int slash = name.lastIndexOf('/');
            return slash < 0 ? "" : name.substring(0, slash).replace('/', '.');
        }
    }

    /** Reads a jar; what isn't a whole, undamaged zip is a fault. */
    static PluginJar read(Path file) throws PluginFault {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Attributes manifest = readManifest(zip);
            List<String> nested = HeaderClause.paths(manifest.getValue("Bundle-ClassPath"));
            PluginJar jar = new PluginJar(manifest, new ArrayList<>(), new HashMap<>(), new ArrayList<>());
            long total = 0;
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                Content content = checked(zip, entry, MAX_TOTAL - total);
                total += content.length();
                if (nested.contains(entry.getName())) {
                    jar.addNested(zip, entry);
                } else if (isService(entry)) {
                    jar.addService(entry, bounded(zip.getInputStream(entry), entry, MAX_SERVICES));
                } else if (PUBLISHED.matcher(entry.getName()).matches()) {
                    jar.addArtifact(bounded(zip.getInputStream(entry), entry, MAX_PROPERTIES));
                } else {
                    jar.addIfClass(entry, content.header());
                }
            }
            return jar;
        } catch (IOException | IllegalArgumentException e) {
            throw new PluginFault(
                    "is damaged or not complete (" + e.getMessage() + "). Maybe copy or download it again.", e);
        }
    }

    /** The value of a header, or null. */
    @Nullable String header(String name) {
        return manifest.getValue(name);
    }

    /** Under which name it is published: the only one that it says, or of several the one that its bundle is called after. */
    Optional<Artifact> artifact() {
        String name = String.valueOf(header("Bundle-SymbolicName"));
        return artifacts.size() == 1
                ? Optional.of(artifacts.get(0))
                : artifacts.stream()
                        .filter(artifact -> name.equals(
                                artifact.id().group() + "." + artifact.id().artifact()))
                        .findFirst();
    }

    static boolean isClass(String entryName) {
        return entryName.endsWith(".class")
                && !entryName.startsWith("META-INF/")
                && !entryName.endsWith("module-info.class");
    }

    /** All bytes of a file that must not be large. */
    static byte[] bounded(InputStream content, ZipEntry entry, int limit) throws IOException, PluginFault {
        byte[] bytes = content.readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw tooLarge(entry, limit);
        }
        return bytes;
    }

    private static PluginFault tooLarge(ZipEntry entry, long limit) {
        return new PluginFault("has " + entry.getName() + " with more than (" + limit
                + ") bytes, which no plug-in needs. Maybe it was built wrongly: look into it.");
    }

    private static Attributes readManifest(ZipFile zip) throws IOException, PluginFault {
        ZipEntry entry = zip.getEntry(MANIFEST);
        if (entry == null) {
            return new Attributes();
        }
        byte[] bytes = bounded(zip.getInputStream(entry), entry, MAX_MANIFEST);
        return new Manifest(new ByteArrayInputStream(bytes)).getMainAttributes();
    }

    /** The first bytes of an entry, and how many there are. */
    private record Content(byte[] header, long length) {}

    /** Reads an entry to its end and checks it. */
    private static Content checked(ZipFile zip, ZipEntry entry, long limit) throws IOException, PluginFault {
        CRC32 crc = new CRC32();
        byte[] buffer = new byte[8192];
        byte[] header;
        long length;
        try (InputStream in = Objects.requireNonNull(zip.getInputStream(entry), entry::getName)) {
            header = in.readNBytes(CLASS_HEADER);
            crc.update(header);
            length = header.length;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                crc.update(buffer, 0, n);
                length += n;
                if (length > limit) {
                    throw tooLarge(entry, limit);
                }
            }
        }
        if (entry.getCrc() >= 0 && entry.getCrc() != crc.getValue()) {
            throw new IOException("the checksum of " + entry.getName() + " is wrong");
        }
        return new Content(header, length);
    }

    private static boolean isService(ZipEntry entry) {
        return entry.getName().startsWith(SERVICES) && entry.getName().length() > SERVICES.length();
    }

    private void addIfClass(ZipEntry entry, byte[] header) throws IOException {
        if (isClass(entry.getName())) {
            try (DataInputStream data = new DataInputStream(new ByteArrayInputStream(header))) {
                classes.add(new ClassEntry(entry.getName(), ClassFile.readJavaVersion(data)));
            } catch (IOException e) {
                throw new IOException(entry.getName() + " is not a class file", e);
            }
        }
    }

    /** One class name on a line; what follows a # is a comment. */
    private void addService(ZipEntry entry, byte[] content) {
        Set<String> names =
                services.computeIfAbsent(entry.getName().substring(SERVICES.length()), n -> new LinkedHashSet<>());
        for (String line : new String(content, StandardCharsets.UTF_8).split("\\R")) {
            int comment = line.indexOf('#');
            String name = (comment < 0 ? line : line.substring(0, comment)).strip();
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
    }

    /** What isn't written as it should be says nothing. */
    private void addArtifact(byte[] content) throws IOException {
        Properties properties = new Properties();
        properties.load(new ByteArrayInputStream(content));
        try {
            artifacts.add(Artifact.of(
                    properties.getProperty("groupId", ""),
                    properties.getProperty("artifactId", ""),
                    properties.getProperty("version", "")));
        } catch (IllegalArgumentException | LanistaException e) {
            return;
        }
    }

    private void addNested(ZipFile zip, ZipEntry jar) throws IOException, PluginFault {
        byte[] buffer = new byte[8192];
        long total = 0;
        try (ZipInputStream in = new ZipInputStream(zip.getInputStream(jar))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (isService(entry)) {
                    addService(entry, bounded(in, entry, MAX_SERVICES));
                } else {
                    addIfClass(entry, in.readNBytes(CLASS_HEADER));
                }
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    total += n;
                    if (total > MAX_TOTAL) {
                        throw tooLarge(jar, MAX_TOTAL);
                    }
                }
            }
        }
    }
}
