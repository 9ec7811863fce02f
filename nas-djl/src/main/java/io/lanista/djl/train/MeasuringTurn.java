package io.lanista.djl.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The right to measure, which one process of a user at a time has on a machine: workers that measured side by side would disturb each
 * other. It is the lock of a file in the system's folder for temporary files; a process that dies leaves it free.
 */
final class MeasuringTurn implements AutoCloseable {
    private static final long LOOK_AGAIN_NANOS = 5_000_000;
    private final FileChannel channel;

    private MeasuringTurn(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits for it.
     *
     * @param meanwhile is run again and again; what it throws ends the waiting
     */
    static MeasuringTurn await(Runnable meanwhile) {
        Path file = folder().resolve("lanista-measuring-" + System.getProperty("user.name", "user") + ".lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                while (lock(channel).isEmpty()) {
                    meanwhile.run();
                    LockSupport.parkNanos(LOOK_AGAIN_NANOS);
                }
            } catch (RuntimeException | Error | IOException e) {
                channel.close();
                throw e;
            }
            return new MeasuringTurn(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The file (" + file + ") can't be locked, so that nobody else measures: " + e.getMessage() + ".",
                    e);
        }
    }

    /** Empty while another process, or another thread of this one, has the turn. */
    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    /** Workers have folders of their own for temporary files, so that the Java property isn't the same for all. */
    private static Path folder() {
        return List.of("TMPDIR", "TEMP").stream()
                .map(System::getenv)
                .filter(named -> named != null && !named.isEmpty())
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst()
                .orElseGet(() -> Files.isDirectory(Path.of("/tmp"))
                        ? Path.of("/tmp")
                        : Path.of(System.getProperty("java.io.tmpdir")));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
