package io.lanista.runtime.plugin;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
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
 */
record PluginJar(Attributes manifest, List<ClassEntry> classes) {
    private static final int CLASS_HEADER = 8;
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

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
    static PluginJar read(Path jar) throws PluginFault {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            Attributes manifest = readManifest(zip);
            List<String> nested = HeaderClause.paths(manifest.getValue("Bundle-ClassPath"));
            List<ClassEntry> classes = new ArrayList<>();
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                byte[] header = checkedHeader(zip, entry);
                if (isClass(entry.getName())) {
                    classes.add(classEntry(entry.getName(), header));
                } else if (nested.contains(entry.getName())) {
                    readNested(zip, entry, classes);
                }
            }
            return new PluginJar(manifest, List.copyOf(classes));
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

    private static ClassEntry classEntry(String name, byte[] header) throws IOException {
        try (DataInputStream data = new DataInputStream(new ByteArrayInputStream(header))) {
            return new ClassEntry(name, ClassFile.readJavaVersion(data));
        } catch (IOException e) {
            throw new IOException(name + " is not a class file", e);
        }
    }

    private static void readNested(ZipFile zip, ZipEntry jar, List<ClassEntry> classes) throws IOException {
        try (ZipInputStream in = new ZipInputStream(zip.getInputStream(jar))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (isClass(entry.getName())) {
                    classes.add(classEntry(entry.getName(), Arrays.copyOf(in.readNBytes(CLASS_HEADER), CLASS_HEADER)));
                }
            }
        }
    }
}
