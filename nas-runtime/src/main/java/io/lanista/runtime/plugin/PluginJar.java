package io.lanista.runtime.plugin;

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
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
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
 */
record PluginJar(Attributes manifest, List<ClassEntry> classes, Map<String, Set<String>> services) {
    private static final int CLASS_HEADER = 8;
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String SERVICES = "META-INF/services/";

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
            PluginJar jar = new PluginJar(manifest, new ArrayList<>(), new HashMap<>());
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                byte[] header = checkedHeader(zip, entry);
                if (nested.contains(entry.getName())) {
                    jar.addNested(zip, entry);
                } else if (isService(entry)) {
                    jar.addService(entry, zip.getInputStream(entry).readAllBytes());
                } else {
                    jar.addIfClass(entry, header);
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

    static boolean isClass(String entryName) {
        return entryName.endsWith(".class")
                && !entryName.startsWith("META-INF/")
                && !entryName.endsWith("module-info.class");
    }

    private static Attributes readManifest(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(MANIFEST);
        if (entry == null) {
            return new Attributes();
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return new Manifest(in).getMainAttributes();
        }
    }

    /** Reads an entry to its end and checks it; gives its first bytes. */
    private static byte[] checkedHeader(ZipFile zip, ZipEntry entry) throws IOException {
        CRC32 crc = new CRC32();
        byte[] buffer = new byte[8192];
        byte[] header;
        try (InputStream in = Objects.requireNonNull(zip.getInputStream(entry), entry::getName)) {
            header = in.readNBytes(CLASS_HEADER);
            crc.update(header);
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                crc.update(buffer, 0, n);
            }
        }
        if (entry.getCrc() >= 0 && entry.getCrc() != crc.getValue()) {
            throw new IOException("the checksum of " + entry.getName() + " is wrong");
        }
        return header;
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

    private void addNested(ZipFile zip, ZipEntry jar) throws IOException {
        try (ZipInputStream in = new ZipInputStream(zip.getInputStream(jar))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (isService(entry)) {
                    addService(entry, in.readAllBytes());
                } else {
                    addIfClass(entry, in.readNBytes(CLASS_HEADER));
                }
            }
        }
    }
}
