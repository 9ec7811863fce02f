package io.lanista.runtime.execute;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A connection on which messages go both ways. Several threads may send; one receives. */
final class Channel implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;
    private final OutputStream out;

    Channel(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        this.out = socket.getOutputStream();
    }

    synchronized void send(WorkerMessage message) throws IOException {
        out.write(message.line().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** The next message, or null if the other side is gone. */
    @Nullable WorkerMessage receive() {
        try {
            String line = in.readLine();
            return line == null ? null : WorkerMessage.parse(line);
        } catch (IOException e) {
            return null; // A side that died may take the connection down with it.
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            return; // It is of no use any more either way.
        }
    }
}
