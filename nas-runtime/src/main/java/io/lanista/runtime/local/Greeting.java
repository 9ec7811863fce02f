package io.lanista.runtime.local;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The first line of a connection, while it comes in. */
final class Greeting {
    static final int MAX_LENGTH = 64;

    private final long deadline;
    private final ByteBuffer bytes = ByteBuffer.allocate(MAX_LENGTH);

    /** With the time by which the line must be there, as {@code System.nanoTime} says it. */
    Greeting(long deadline) {
        this.deadline = deadline;
    }

    long deadline() {
        return deadline;
    }

    /**
     * Reads what has come.
     *
     * @throws IOException if the other side is gone, or the line is too long, or something follows it
     */
    void readFrom(SocketChannel channel) throws IOException {
        int read = channel.read(bytes);
        boolean full = !bytes.hasRemaining();
        if (read < 0 || full || endOfLine() >= 0 && endOfLine() < bytes.position() - 1) {
            throw new EOFException();
        }
    }

    /** The line without its line feed, once it is whole. */
    Optional<String> line() {
        int end = endOfLine();
        return end < 0 ? Optional.empty() : Optional.of(new String(bytes.array(), 0, end, StandardCharsets.ISO_8859_1));
    }

    private int endOfLine() {
        for (int i = 0; i < bytes.position(); i++) {
            if (bytes.get(i) == '\n') {
                return i;
            }
        }
        return -1;
    }
}
