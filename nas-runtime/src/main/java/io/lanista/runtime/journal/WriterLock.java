package io.lanista.runtime.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The right to write a journal: the operating system's lock on a file of its own beside it, called {@code journal.jsonl.lock}.
 *
 * <p>It isn't a lock on the journal itself, because POSIX takes away all locks that a process has on a file as soon as the process
 * closes any descriptor of that file, and a journal is read while it is written. Nobody but this class opens the lock file. It
 * stays when the lock is given up; the lock of a process that died is gone with the process.
 */
final class WriterLock implements AutoCloseable {
    /** The lock files that this JVM holds. A second attempt must not even open one: closing it again would free the lock. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    /** Kept open for the same reason: lock files that another copy of this class, in another class loader, holds. */
    private static final Queue<FileChannel> PINNED = new ConcurrentLinkedQueue<>();

    private final Path file;
    private final FileChannel channel;
    private final @Nullable Object identity;

    private WriterLock(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        identity = identity(file);
    }

    /** What tells a file from another one of its name; null where the system has nothing of that kind. */
    private static @Nullable Object identity(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    /** Whether somebody has taken the lock file away: another process may have made a new one, and lock that. */
    boolean isLost() throws IOException {
        try {
            return identity == null ? Files.notExists(file) : !identity.equals(identity(file));
        } catch (NoSuchFileException e) {
            return true;
        }
    }

    /**
     * Takes the lock of a journal, which need not exist yet; its folder must.
     *
     * @return empty if somebody has it, in this process or another
     * @throws IOException if the lock file can't be made, or the disk has no locks
     */
    static Optional<WriterLock> tryTake(Path journal) throws IOException {
        Path file = fileOf(journal);
        if (!HELD.add(file)) {
            return Optional.empty();
        }
        boolean taken = false;
        try {
            Optional<WriterLock> lock = tryOpen(file);
            taken = lock.isPresent();
            return lock;
        } finally {
            if (!taken) {
                HELD.remove(file);
            }
        }
    }

    private static Optional<WriterLock> tryOpen(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return Optional.of(new WriterLock(file, channel));
            }
        } catch (OverlappingFileLockException e) {
            PINNED.add(channel);
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return Optional.empty();
    }

    /** One name for one journal, by whatever links it is reached. */
    private static Path fileOf(Path journal) throws IOException {
        Path absolute = journal.toAbsolutePath();
        Path real = Files.exists(absolute)
                ? absolute.toRealPath()
                : Objects.requireNonNull(absolute.getParent()).toRealPath().resolve(absolute.getFileName());
        return real.resolveSibling(real.getFileName() + ".lock");
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(file);
        }
    }
}
