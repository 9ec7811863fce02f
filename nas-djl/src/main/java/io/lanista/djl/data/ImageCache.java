package io.lanista.djl.data;

import io.lanista.djl.file.DataFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decoded images, kept in one {@link PixelFile} for each folder and form, in a folder of the user's: made once, by whichever process
 * comes first, and shared by all. A file that is damaged, or whose images have changed since, is made anew. Safe for use by several
 * threads and processes.
 */
final class ImageCache {
    private static final Logger LOG = LoggerFactory.getLogger(ImageCache.class);
    private static final int NAME_BYTES = 8;
    private static final double MEGABYTE = 1 << 20;

    /** A JVM has a lock of a file only once. */
    private static final Object MAKING = new Object();

    /** What is small stays in memory: so many bytes, or such a share of the heap if that is less. */
    private static final long SMALL = 64 << 20;

    private static final int SMALL_SHARE = 8;

    private final Path folder;
    private final long least;

    /**
     * A cache in a folder, which needn't be there yet.
     *
     * @param least how many bytes are worth a file
     */
    ImageCache(Path folder, long least) {
        this.folder = folder;
        this.least = least;
    }

    /** The one of this user. */
    static ImageCache ofUser() {
        return new ImageCache(
                CacheFolder.ofUser().resolve("images"),
                Math.min(SMALL, Runtime.getRuntime().maxMemory() / SMALL_SHARE));
    }

    /** Where it is. */
    Path folder() {
        return folder;
    }

    /** How many bytes are worth a file, where nothing else is said. */
    long least() {
        return least;
    }

    /**
     * What is to be loaded.
     *
     * @param root the folder that all images are in
     * @param parts of the data, the training part first
     */
    record Request(Path root, ImageForm form, List<List<LabelledImage>> parts) {}

    /**
     * The images, decoded now or earlier.
     *
     * @param decoder asked for if they have to be decoded
     * @throws IOException if they can't be kept; its message says why
     */
    LoadedImages open(Request request, Supplier<ImageDecoder> decoder) throws IOException {
        byte[] fingerprint = fingerprint(request);
        Path file = folder.resolve(name(request));
        Optional<LoadedImages> kept = kept(file, fingerprint);
        if (kept.isPresent()) {
            return kept.get();
        }
        CacheFolder.create(folder);
        synchronized (MAKING) {
            try (FileChannel channel = FileChannel.open(
                            file.resolveSibling(file.getFileName() + ".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    @Nullable FileLock lock = lock(channel, request.root())) {
                Optional<LoadedImages> meanwhile = kept(file, fingerprint);
                if (meanwhile.isPresent()) {
                    return meanwhile.get();
                }
                if (lock != null) {
                    deleteLeftovers(file);
                }
                make(file, fingerprint, request, decoder.get());
            }
        }
        return kept(file, fingerprint).orElseThrow(() -> new IOException("what was written reads otherwise"));
    }

    private static Optional<LoadedImages> kept(Path file, byte[] fingerprint) throws IOException {
        return Files.exists(file) ? PixelFile.open(file, fingerprint) : Optional.empty();
    }

    /** The lock, or null on a disk without locks: there, several processes may do the same, each for itself. */
    private static @Nullable FileLock lock(FileChannel channel, Path root) throws IOException {
        try {
            FileLock free = channel.tryLock();
            if (free != null) {
                return free;
            }
            ImageDecoder.PROGRESS.info("Another process decodes the images of {}; waiting for it.", root);
            return channel.lock();
        } catch (FileLockInterruptionException e) {
            throw e;
        } catch (IOException e) {
            LOG.debug("No locks in {}", root, e);
            return null;
        }
    }

    /** What killed processes have left. */
    private void deleteLeftovers(Path file) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, file.getFileName() + ".*.tmp")) {
            for (Path leftover : leftovers) {
                Files.delete(leftover);
            }
        }
    }

    private void make(Path file, byte[] fingerprint, Request request, ImageDecoder decoder) throws IOException {
        int images = request.parts().stream().mapToInt(List::size).sum();
        long[] shape = decoder.shape();
        requireSpace(images * shape[0] * shape[1] * shape[2]);
        ImageDecoder.PROGRESS.info(
                "Decoding {} images of {} into {}. This happens once.", images, request.root(), file);
        long start = System.nanoTime();
        Path temporary = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try (PixelFile.Writer writer = new PixelFile.Writer(temporary, fingerprint)) {
            List<int[]> labels = new ArrayList<>();
            for (List<LabelledImage> part : request.parts()) {
                labels.add(decoder.decode(part, writer));
            }
            writer.finish(shape, labels, decoder.skipped());
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        ImageDecoder.PROGRESS.info("Decoded {} images in {} s.", images, (System.nanoTime() - start) / 1_000_000_000);
    }

    private void requireSpace(long bytes) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < bytes) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "they take %,.0f MB, and %,.0f MB of the disk are free",
                    bytes / MEGABYTE,
                    free / MEGABYTE));
        }
    }

    /** The same for the same folder and form, so that what is outdated is replaced. */
    private static String name(Request request) throws IOException {
        MessageDigest digest = digest();
        add(digest, request.root().toRealPath().toString());
        add(digest, request.form().toString());
        String folder =
                DataFile.name(request.root().toAbsolutePath().normalize()).replaceAll("[^A-Za-z0-9._-]", "_");
        return folder + "-" + HexFormat.of().formatHex(digest.digest(), 0, NAME_BYTES) + ".pixels";
    }

    /** Stands for the files, by their paths, sizes and times. */
    private static byte[] fingerprint(Request request) throws IOException {
        MessageDigest digest = digest();
        for (List<LabelledImage> part : request.parts()) {
            add(digest, String.valueOf(part.size()));
            for (LabelledImage image : part) {
                BasicFileAttributes file = Files.readAttributes(image.file(), BasicFileAttributes.class);
                add(digest, request.root().relativize(image.file()).toString());
                add(
                        digest,
                        image.label() + " " + file.size() + " "
                                + file.lastModifiedTime().toInstant());
            }
        }
        return digest.digest();
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
