package io.lanista.executor.spark.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * A file or a folder that trials need, and by what it is known wherever it lies. Machines that have the same under the same path use that;
 * to others it travels, once for each executor.
 *
 * @param kind what it is for
 * @param name how the experiment speaks of it: the path in an option, the digest of a plug-in, or the file's name
 * @param path where the host has it
 * @param folder whether it is a folder
 * @param identity the same for the same content: a digest
 */
public record Shipment(Kind kind, String name, String path, boolean folder, String identity) implements Serializable {
    /** What files are for. */
    public enum Kind {
        /** A part of Lanista. */
        LIBRARY,
        /** A plug-in, known by its SHA-256. */
        PLUGIN,
        /** Data of the evaluator. */
        DATA
    }

    /** The directory of a jar, which has a checksum of each of its files, lies at its end. */
    private static final int TAIL = 64 << 10;

    /** Describes what lies at a path. */
    public static Shipment of(Kind kind, String name, Path path) throws IOException {
        boolean folder = Files.isDirectory(path);
        return new Shipment(
                kind, name, path.toAbsolutePath().toString(), folder, identity(kind, path.toAbsolutePath(), folder));
    }

    /** Whether this machine has it at the same path. */
    public boolean isInPlace() {
        Path place = Path.of(path);
        try {
            return (folder ? Files.isDirectory(place) : Files.isRegularFile(place))
                    && identity(kind, place, folder).equals(identity);
        } catch (IOException e) {
            return false;
        }
    }

    /** The last part of its path, which tells readers of data what it is. */
    public String fileName() {
        Path last = Path.of(path).getFileName();
        return last == null ? "files" : last.toString();
    }

    private static String identity(Kind kind, Path path, boolean folder) throws IOException {
        MessageDigest digest = sha256();
        if (folder) {
            addFolder(path, digest);
        } else if (kind == Kind.LIBRARY) {
            addTail(path, digest);
        } else {
            try (DigestInputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void addFolder(Path folder, MessageDigest digest) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
                String line = folder.relativize(file) + " " + Files.size(file) + "\n";
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void addTail(Path file, MessageDigest digest) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long length = in.length();
            byte[] tail = new byte[(int) Math.min(length, TAIL)];
            in.seek(length - tail.length);
            in.readFully(tail);
            digest.update((length + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(tail);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256.", e);
        }
    }
}
