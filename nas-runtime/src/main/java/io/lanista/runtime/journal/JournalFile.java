package io.lanista.runtime.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The file under a journal; a part of its own so that tests can let it fail as disks do. */
interface JournalFile extends AutoCloseable {
    /** Appends all bytes of the buffer, or throws after some of them. */
    void append(ByteBuffer bytes) throws IOException;

    /** Returns when all that was appended is on the disk. */
    void force() throws IOException;

    /** Cuts the file off after this many bytes. */
    void truncate(long length) throws IOException;

    @Override
    void close() throws IOException;
}
