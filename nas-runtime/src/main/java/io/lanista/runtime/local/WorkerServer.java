package io.lanista.runtime.local;

import io.lanista.runtime.folder.PrivateFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where workers connect: a Unix-domain socket in a folder that no other user can look into, or else a port of the loopback interface.
 *
 * <p>The first line of a connection is a token. Whoever shows the token of a worker that is awaited gets through. Everything else is
 * dropped without a word: another line, more than {@value Greeting#MAX_LENGTH} bytes, or silence for longer than the patience. One thread
 * listens to all that have not shown a token yet, and to so many of them only that it can't run out of anything; the oldest goes first.
 */
final class WorkerServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerServer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MAX_STRANGERS = 64;
    private static final long PAUSE_MILLIS = 50;

    /** What the address of a Unix-domain socket may have on all systems, in bytes. */
    private static final int MAX_PATH = 103;

    private final ServerSocketChannel channel;
    private final Selector selector;
    private final @Nullable PrivateFolder folder;
    private final Duration patience;
    private final Map<String, CompletableFuture<Connection>> awaited = new ConcurrentHashMap<>();
    private final Map<SelectionKey, Greeting> strangers = new LinkedHashMap<>();

    private WorkerServer(ServerSocketChannel channel, @Nullable PrivateFolder folder, Duration patience)
            throws IOException {
        this.channel = channel;
        this.folder = folder;
        this.patience = patience;
        this.selector = Selector.open();
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Opens a server for the workers of an experiment, with a thread from here. */
    static WorkerServer open(ThreadFactory threads) throws IOException {
        return open(threads, places(), PATIENCE);
    }

    /** The folders in which a socket's folder may be made: paths of sockets are short, and that of temporary files may be long. */
    private static List<Path> places() {
        List<Path> places = new ArrayList<>();
        places.add(Path.of(System.getProperty("java.io.tmpdir")));
        String runtime = System.getenv("XDG_RUNTIME_DIR");
        if (runtime != null && !runtime.isBlank()) {
            places.add(Path.of(runtime));
        }
        places.add(Path.of("/tmp"));
        return places;
    }

    static WorkerServer open(ThreadFactory threads, List<Path> places, Duration patience) throws IOException {
        WorkerServer server = null;
        for (Path place : places) {
            if (server == null) {
                server = onSocket(place.toAbsolutePath(), patience);
            }
        }
        if (server == null) {
            ServerSocketChannel port = ServerSocketChannel.open();
            port.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), MAX_STRANGERS);
            server = new WorkerServer(port, null, patience);
        }
        try {
            threads.newThread(server::listen).start();
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }

    /** A server on a Unix-domain socket, or null where there are none, the path is too long, or the folder isn't private. */
    private static @Nullable WorkerServer onSocket(Path place, Duration patience) {
        PrivateFolder folder = null;
        try {
            folder = PrivateFolder.create(place, "workers");
            Path socket = folder.path().resolve("s");
            if (socket.toString().getBytes(StandardCharsets.UTF_8).length <= MAX_PATH && folder.isPrivate()) {
                ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                channel.bind(UnixDomainSocketAddress.of(socket), MAX_STRANGERS);
                return new WorkerServer(channel, folder, patience);
            }
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("No socket for workers in {}", place, e);
        }
        if (folder != null) {
            folder.close();
        }
        return null;
    }

    /** Where it listens. */
    WorkerAddress address() throws IOException {
        return new WorkerAddress(channel.getLocalAddress());
    }

    /** The connection of whoever will show this token; cancel it to await it no longer. */
    CompletableFuture<Connection> await(String token) {
        CompletableFuture<Connection> connection = new CompletableFuture<>();
        awaited.put(token, connection);
        connection.whenComplete((connected, failure) -> awaited.remove(token));
        return connection;
    }

    private void listen() {
        while (channel.isOpen()) {
            try {
                selector.select(strangers.isEmpty() ? 0 : PAUSE_MILLIS);
                List<SelectionKey> greeted = new ArrayList<>();
                for (SelectionKey key : selector.selectedKeys()) {
                    if (!key.isValid()) {
                        continue;
                    }
                    if (key.isAcceptable()) {
                        accept();
                    } else if (hasGreeted(key)) {
                        greeted.add(key);
                    }
                }
                selector.selectedKeys().clear();
                letIn(greeted);
                dropLate();
            } catch (IOException | RuntimeException e) {
                LOG.debug("A connection to the port of the workers failed", e);
            }
        }
        strangers.keySet().forEach(WorkerServer::drop);
        try {
            selector.close();
        } catch (IOException e) {
            LOG.debug("The port of the workers could not be closed", e);
        }
    }

    private void accept() throws IOException {
        SocketChannel stranger;
        try {
            stranger = channel.accept();
        } catch (IOException e) {
            dropOldest(); // There may be no more descriptors for files.
            pause();
            return;
        }
        if (stranger != null) {
            if (strangers.size() >= MAX_STRANGERS) {
                dropOldest();
            }
            stranger.configureBlocking(false);
            strangers.put(
                    stranger.register(selector, SelectionKey.OP_READ),
                    new Greeting(System.nanoTime() + patience.toNanos()));
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads what is there; true once there is a whole line. What is no greeting is dropped. */
    private boolean hasGreeted(SelectionKey key) {
        Greeting greeting = strangers.get(key);
        if (greeting == null) {
            return false;
        }
        try {
            greeting.readFrom((SocketChannel) key.channel());
        } catch (IOException e) {
            forget(key);
            return false;
        }
        return greeting.line().isPresent();
    }

    /** A channel blocks again only once no selector knows it, hence the selection of nothing. */
    private void letIn(List<SelectionKey> greeted) throws IOException {
        if (greeted.isEmpty()) {
            return;
        }
        Map<SocketChannel, CompletableFuture<Connection>> through = new LinkedHashMap<>();
        for (SelectionKey key : greeted) {
            Greeting greeting = strangers.remove(key);
            CompletableFuture<Connection> waiting =
                    greeting == null ? null : greeting.line().map(awaited::get).orElse(null);
            if (waiting == null) {
                drop(key);
            } else {
                key.cancel();
                through.put((SocketChannel) key.channel(), waiting);
            }
        }
        selector.selectNow();
        for (Map.Entry<SocketChannel, CompletableFuture<Connection>> entry : through.entrySet()) {
            entry.getKey().configureBlocking(true);
            Connection connection = new Connection(entry.getKey());
            if (!entry.getValue().complete(connection)) {
                connection.close();
            }
        }
    }

    private void dropLate() {
        long now = System.nanoTime();
        List<SelectionKey> late = strangers.entrySet().stream()
                .filter(entry -> entry.getValue().deadline() - now < 0)
                .map(Map.Entry::getKey)
                .toList();
        late.forEach(this::forget);
    }

    private void dropOldest() {
        strangers.keySet().stream().findFirst().ifPresent(this::forget);
    }

    private void forget(SelectionKey key) {
        strangers.remove(key);
        drop(key);
    }

    private static void drop(SelectionKey key) {
        key.cancel();
        try {
            key.channel().close();
        } catch (IOException e) {
            return; // It is gone already.
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            selector.wakeup();
        } catch (IOException e) {
            LOG.debug("The port of the workers could not be closed", e);
        }
        awaited.values().forEach(waiting -> waiting.cancel(false));
        if (folder != null) {
            folder.close();
        }
    }
}
