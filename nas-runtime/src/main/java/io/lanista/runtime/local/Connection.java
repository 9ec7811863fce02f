package io.lanista.runtime.local;

import io.lanista.runtime.remote.MessageCodec;
import io.lanista.runtime.remote.RemoteMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection on which messages go both ways, one on a line. Several threads may send; one receives.
 *
 * <p>It reads and writes the channel itself: the JDK's streams over a channel don't let one thread write while another one reads.
 */
final class Connection implements AutoCloseable {
    /** Longer lines break the connection: no model is that large. */
    private static final int MAX_LINE = 64 << 20;

    private static final int MAX_ATTEMPTS = 100;
    private static final long PAUSE_MILLIS = 50;

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(8192).flip();

    /** With a channel that blocks. */
    Connection(SocketChannel channel) throws IOException {
        this.channel = channel;
        if (channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
    }

    /** Connects to a host, and shows it the token. A host that is asked by many at once may have to be asked again. */
    static Connection open(WorkerAddress address, String token) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                Connection connection = new Connection(SocketChannel.open(address.socket()));
                connection.sendLine(token);
                return connection;
            } catch (IOException e) {
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
    }

    void send(RemoteMessage message) throws IOException {
        sendLine(MessageCodec.write(message));
    }

    private synchronized void sendLine(String line) throws IOException {
        ByteBuffer out = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        boolean interrupted = Thread.interrupted(); // An interrupted thread would close the channel.
        try {
            while (out.hasRemaining()) {
                channel.write(out);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The next message; null if the other side is gone, or says what is no message. */
    @Nullable RemoteMessage receive() {
        try {
            String line = readLine();
            return line == null ? null : MessageCodec.read(line);
        } catch (IOException | IllegalArgumentException e) {
            return null; // A side that died may take the connection down with it, in the middle of a line, too.
        }
    }

    private @Nullable String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (line.size() < MAX_LINE) {
            if (!in.hasRemaining() && !fill()) {
                return null;
            }
            byte next = in.get();
            if (next == '\n') {
                return line.toString(StandardCharsets.UTF_8);
            }
            line.write(next);
        }
        return null;
    }

    private boolean fill() throws IOException {
        in.clear();
        int read = channel.read(in);
        in.flip();
        return read > 0;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            return; // It is of no use any more either way.
        }
    }
}
