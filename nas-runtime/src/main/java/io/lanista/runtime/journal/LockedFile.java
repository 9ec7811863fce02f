package io.lanista.runtime.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A journal's file, for its one writer. Reading it needs no lock, and disturbs nobody. */
final class LockedFile implements JournalFile {
    private final Path file;
    private final WriterLock lock;
    private final FileChannel channel;

    private LockedFile(Path file, WriterLock lock, FileChannel channel) {
        this.file = file;
        this.lock = lock;
        this.channel = channel;
    }

    /**
     * Opens or creates the file for writing.
     *
     * @throws JournalException if somebody else writes it
     */
    static LockedFile open(Path file) throws IOException {
        WriterLock lock = WriterLock.tryTake(file)
                .orElseThrow(() -> new JournalException("The journal " + file + " is being written by another run."
                        + " Maybe wait for it, or give this run another name."));
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.position(channel.size());
            return new LockedFile(file, lock, channel);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    @Override
    public void append(ByteBuffer bytes) throws IOException {
        requireLock();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void force() throws IOException {
        channel.force(false);
    }

    private void requireLock() throws IOException {
        if (lock.isLost()) {
            throw new JournalException(
                    "The lock file beside the journal " + file + " was taken away while this run wrote it, so"
                            + " another process may write it now: this run ends. Maybe go on with it later.");
        }
    }

    @Override
    public void truncate(long length) throws IOException {
        requireLock();
        channel.truncate(length);
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            channel.close();
        }
    }
}
