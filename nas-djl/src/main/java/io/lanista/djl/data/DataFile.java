package io.lanista.djl.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads files that may be compressed with gzip, and says in one sentence why one can't be read. */
final class DataFile {
    private DataFile() {}

    /** What reads from an open file. */
    interface Reading<T> {
        T from(InputStream in) throws IOException;
    }

    /** Opens a file, uncompressed whatever its name says, and closes it afterwards. */
    static <T> T read(Path file, Reading<T> reading) {
        requireFile(file);
        try (InputStream in = open(file)) {
            return reading.from(in);
        } catch (EOFException e) {
            throw new DataException("The file (" + file + ") ends too early. Maybe copy or download it again.", e);
        } catch (ZipException e) {
            throw new DataException(
                    "The file (" + file + ") is damaged: " + e.getMessage() + ". Maybe copy or download it again.", e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** A path that a user gave, relative to a folder unless it is absolute. */
    static Path resolve(Path folder, String given) {
        try {
            Path path = folder.resolve(given).normalize();
            return path.toString().isEmpty() ? Path.of(".") : path;
        } catch (InvalidPathException e) {
            throw new DataException("(" + given + ") can't be a path: " + e.getReason() + ".", e);
        }
    }

    static byte[] bytes(Path file) {
        return read(file, InputStream::readAllBytes);
    }

    /** The visible entries of a folder, sorted by name. */
    static List<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !name(entry).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(folder, e);
        }
    }

    static void requireFile(Path file) {
        if (!Files.exists(file)) {
            throw new DataException("There is no file (" + file.toAbsolutePath().normalize()
                    + "). Maybe the path starts from another folder.");
        }
        if (Files.isDirectory(file)) {
            throw new DataException("The path (" + file + ") is a folder, but a file is needed.");
        }
    }

    /** The last part of a path. */
    static String name(Path path) {
        @Nullable Path last = path.getFileName();
        return last == null ? "" : last.toString();
    }

    /** The name in lower case, without {@code .gz}: what tells the format. */
    static String plainName(Path path) {
        String lower = name(path).toLowerCase(Locale.ROOT);
        return lower.endsWith(".gz") ? lower.substring(0, lower.length() - 3) : lower;
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            in.mark(2);
            boolean compressed = in.read() == 0x1f && in.read() == 0x8b;
            in.reset();
            return compressed ? new GZIPInputStream(in, 1 << 16) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static DataException unreadable(Path path, Exception cause) {
        String reason = cause instanceof NoSuchFileException ? "it isn't there" : String.valueOf(cause.getMessage());
        return new DataException("Can't read (" + path + "): " + reason + ". Maybe check its permissions.", cause);
    }
}
