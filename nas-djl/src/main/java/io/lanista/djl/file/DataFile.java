package io.lanista.djl.file;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads files that may be compressed with gzip, and says in one sentence why one can't be read. */
public final class DataFile {
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST = Integer.MAX_VALUE - 16;

    private DataFile() {}

    /** What reads from an open file. */
    @FunctionalInterface
    public interface Reading<T> {
        /** Reads; the stream knows {@link InputStream#mark}, and is closed by the caller. */
        T from(InputStream in) throws IOException;
    }

    /**
     * Opens a file, uncompressed whatever its name says, and closes it afterwards.
     *
     * @throws DataException if it isn't there, is no file, is damaged, or takes more memory than there is
     */
    public static <T> T read(Path file, Reading<T> reading) {
        requireFile(file);
        return read(file, DataFile::open, reading);
    }

    /** What opens a file. */
    @FunctionalInterface
    public interface Opening {
        /** Opens it; the stream is closed by the caller. */
        InputStream open(Path file) throws IOException;
    }

    /** The same for a file whose content is opened in a way of its own, or a folder of such files. */
    public static <T> T read(Path file, Opening opening, Reading<T> reading) {
        if (!Files.isDirectory(file)) {
            requireFile(file);
        }
        try (InputStream opened = opening.open(file);
                InputStream in = opened.markSupported() ? opened : new BufferedInputStream(opened, BUFFER)) {
            return reading.from(in);
        } catch (EOFException e) {
            throw new DataException("The file (" + file + ") ends too early. Maybe copy or download it again.", e);
        } catch (ZipException e) {
            throw new DataException(
                    "The file (" + file + ") is damaged: " + e.getMessage() + ". Maybe copy or download it again.", e);
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (OutOfMemoryError e) {
            throw DataMemory.exhausted("The file (" + file + ")", e);
        }
    }

    /** All bytes of a file, uncompressed. */
    public static byte[] bytes(Path file) {
        return read(file, in -> {
            byte[] bytes = new byte[BUFFER];
            int length = 0;
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes, length, bytes.length - length)) {
                length += read;
                if (length == bytes.length) {
                    DataMemory.require(3L * length, "The file (" + file + ")");
                    bytes = Arrays.copyOf(bytes, (int) Math.min(LONGEST, 2L * length));
                }
                if (length == LONGEST) {
                    throw new DataException("The file (" + file + ") has more than 2 GB. Maybe divide it.");
                }
            }
            return Arrays.copyOf(bytes, length);
        });
    }

    /**
     * A path that a user gave, relative to a folder unless it is absolute. It may have letters that the locale of this program
     * hasn't: it is taken for UTF-8 then.
     */
    public static Path resolve(Path folder, String given) {
        Path path;
        try {
            path = folder.resolve(given).normalize();
        } catch (InvalidPathException e) {
            path = asUtf8(folder, given, e);
        }
        return path.toString().isEmpty() ? Path.of(".") : path;
    }

    private static Path asUtf8(Path folder, String given, InvalidPathException refused) {
        StringBuilder encoded = new StringBuilder();
        for (byte letter : given.getBytes(StandardCharsets.UTF_8)) {
            encoded.append(letter == '/' ? "/" : String.format(Locale.ROOT, "%%%02X", letter));
        }
        String start = given.startsWith("/") ? "" : folder.toUri().getRawPath() + "/";
        try {
            return Path.of(URI.create("file://" + start + encoded)).normalize();
        } catch (IllegalArgumentException e) {
            throw new DataException("(" + given + ") can't be a path: " + refused.getReason() + ".", refused);
        }
    }

    /** The visible entries of a folder, sorted by name. */
    public static List<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !name(entry).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(folder, e);
        }
    }

    /** Refuses what isn't there, and what is no file: a folder, a pipe, a device. */
    public static void requireFile(Path file) {
        if (!Files.exists(file)) {
            throw new DataException("There is no file (" + file.toAbsolutePath().normalize()
                    + "). Maybe the path starts from another folder.");
        }
        if (Files.isDirectory(file)) {
            throw new DataException("The path (" + file + ") is a folder, but a file is needed.");
        }
        if (!Files.isRegularFile(file)) {
            throw new DataException(
                    "The path (" + file + ") is a pipe or a device, but a file is needed, since it is read"
                            + " by each worker. Maybe copy what comes out of it into a file.");
        }
    }

    /** The last part of a path. Its letters are right in locales that haven't them, too. */
    public static String name(Path path) {
        @Nullable Path last = path.getFileName();
        String name = last == null ? "" : last.toString();
        boolean plain = name.chars().allMatch(letter -> letter < 128);
        return last == null || plain || !FileSystems.getDefault().getSeparator().equals("/") ? name : utf8(last, name);
    }

    /** The name's bytes as UTF-8, if they are such; a path on Unix keeps the bytes, whatever the locale makes of them. */
    private static String utf8(Path last, String otherwise) {
        String raw = last.toUri().getRawPath();
        raw = raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
        raw = raw.substring(raw.lastIndexOf('/') + 1);
        ByteBuffer bytes = ByteBuffer.allocate(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) == '%') {
                bytes.put((byte) Integer.parseInt(raw.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.put((byte) raw.charAt(i));
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            return otherwise;
        }
    }

    /** The name in lower case, without {@code .gz}: what tells the format. */
    public static String plainName(Path path) {
        String lower = name(path).toLowerCase(Locale.ROOT);
        return lower.endsWith(".gz") ? lower.substring(0, lower.length() - 3) : lower;
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            in.mark(2);
            boolean compressed = in.read() == 0x1f && in.read() == 0x8b;
            in.reset();
            return compressed ? new BufferedInputStream(new WholeGzip(in, BUFFER), BUFFER) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static DataException unreadable(Path path, Exception cause) {
        return new DataException(
                "Can't read (" + path + "): " + reason(cause) + ". Maybe check its permissions.", cause);
    }

    /** Why something can't be done with a file, in words that go on after a colon; many exceptions say only which file it is. */
    public static String reason(Exception failure) {
        Throwable cause = failure instanceof UncheckedIOException wrapped
                ? Objects.requireNonNullElse(wrapped.getCause(), failure)
                : failure;
        if (cause instanceof NoSuchFileException missing) {
            return "(" + missing.getFile() + ") isn't there";
        } else if (cause instanceof AccessDeniedException denied) {
            return "(" + denied.getFile() + ") may not be used by this user";
        } else if (cause instanceof FileAlreadyExistsException there) {
            return "(" + there.getFile() + ") is there already, and no folder";
        } else if (cause instanceof NotDirectoryException file) {
            return "(" + file.getFile() + ") is no folder";
        } else if (cause instanceof FileSystemLoopException loop) {
            return "links lead in a circle, at (" + loop.getFile() + ")";
        }
        return cause instanceof CharacterCodingException
                ? "it is no text in UTF-8"
                : String.valueOf(cause.getMessage());
    }
}
