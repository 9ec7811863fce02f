package io.lanista.executor.spark.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Files of a folder packed together, to travel to another machine. Not safe for use by several threads. */
public final class Packed {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);
    private boolean empty = true;

    /** Nothing yet. */
    public Packed() {
        zip.setLevel(Deflater.BEST_SPEED);
    }

    /** Adds what lies below a path in a folder, if there is anything. */
    public Packed add(Path folder, String path) throws IOException {
        Path top = folder.resolve(path);
        if (Files.exists(top)) {
            write(top, path, zip);
            empty = false;
        }
        return this;
    }

    /** Adds a file. */
    public Packed add(String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
        empty = false;
        return this;
    }

    /** All that was added; nothing at all if that is nothing. Nothing can be added afterwards. */
    public byte[] bytes() throws IOException {
        zip.close();
        return empty ? new byte[0] : bytes.toByteArray();
    }

    /** Packs a whole folder, whose files may be many, into a stream. */
    public static void write(Path folder, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.setLevel(Deflater.BEST_SPEED);
        write(folder, "", zip);
        zip.finish();
    }

    private static void write(Path top, String name, ZipOutputStream zip) throws IOException {
        try (Stream<Path> paths = Files.walk(top)) {
            for (Path path : (Iterable<Path>) paths.sorted()::iterator) {
                String entry = join(name, top.relativize(path));
                if (Files.isRegularFile(path)) {
                    zip.putNextEntry(new ZipEntry(entry));
                    Files.copy(path, zip);
                    zip.closeEntry();
                } else if (Files.isDirectory(path) && !entry.isEmpty()) {
                    zip.putNextEntry(new ZipEntry(entry + "/"));
                    zip.closeEntry();
                }
            }
        }
    }

    private static String join(String name, Path below) {
        StringBuilder entry = new StringBuilder(name);
        for (Iterator<Path> parts = below.iterator(); parts.hasNext(); ) {
            String part = parts.next().toString();
            if (!part.isEmpty()) {
                entry.append(entry.length() == 0 ? "" : "/").append(part);
            }
        }
        return entry.toString();
    }

    /** Unpacks into a folder; files that are there are replaced, and nothing is written beside the folder. */
    public static void unpack(byte[] packed, Path folder) throws IOException {
        if (packed.length > 0) {
            unpack(new ByteArrayInputStream(packed), folder);
        }
    }

    /** The same from a stream. */
    public static void unpack(InputStream packed, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path top = folder.toAbsolutePath().normalize();
        ZipInputStream zip = new ZipInputStream(packed);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            Path target = top.resolve(entry.getName()).normalize();
            if (!target.startsWith(top)) {
                throw new IOException("The packed file (" + entry.getName() + ") would lie beside its folder.");
            }
            if (entry.isDirectory()) {
                Files.createDirectories(target);
            } else {
                Path parent = target.getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                try (OutputStream out = Files.newOutputStream(target)) {
                    zip.transferTo(out);
                }
            }
        }
    }
}
