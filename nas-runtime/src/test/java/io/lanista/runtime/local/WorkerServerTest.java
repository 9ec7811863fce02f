package io.lanista.runtime.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.runtime.remote.RemoteMessage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerServerTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    @TempDir
    Path folder;

    @AfterEach
    void endAttacks() throws IOException {
        Attack.endAll();
    }

    private WorkerServer server(boolean socket, Duration patience) throws IOException {
        return WorkerServer.open(Thread::new, socket ? List.of(folder) : List.of(), patience);
    }

    private static void talk(WorkerServer server, String token) throws Exception {
        CompletableFuture<Connection> awaited = server.await(token);
        try (Connection worker = Connection.open(server.address(), token);
                Connection host = awaited.get(30, TimeUnit.SECONDS)) {
            host.send(new RemoteMessage.Cancel(7));
            assertThat(worker.receive()).isEqualTo(new RemoteMessage.Cancel(7));
            worker.send(new RemoteMessage.Refused("no"));
            assertThat(host.receive()).isEqualTo(new RemoteMessage.Refused("no"));
        }
    }

    /** Whether the other side has ended the connection, now or soon. */
    private static boolean isDropped(SocketChannel channel) {
        try {
            return channel.read(ByteBuffer.allocate(1)) < 0;
        } catch (IOException e) {
            return true;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "true, SILENCE", "true, HTTP", "true, JSON", "true, GARBAGE", "true, TOO_LONG", "true, MANY",
        "false, SILENCE", "false, HTTP", "false, JSON", "false, GARBAGE", "false, TOO_LONG", "false, MANY",
    })
    void aWorkerGetsThroughWhateverOthersDo(boolean socket, Attack attack) throws Exception {
        try (WorkerServer server = server(socket, LONG)) {
            CompletableFuture<Connection> early = server.await("early");
            attack.on(server.address());
            talk(server, "late");
            attack.on(server.address());
            try (Connection worker = Connection.open(server.address(), "early");
                    Connection host = early.get(30, TimeUnit.SECONDS)) {
                worker.send(new RemoteMessage.Ready());
                assertThat(host.receive()).isEqualTo(new RemoteMessage.Ready());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong\n", "GET / HTTP/1.1\r\n\r\n", "[1,2]\n", "token\n{}\n"})
    void whatIsNoTokenIsDroppedWithoutAWord(String text) throws Exception {
        try (WorkerServer server = server(true, LONG);
                SocketChannel stranger = SocketChannel.open(server.address().socket())) {
            server.await("token");
            stranger.write(ByteBuffer.wrap(text.getBytes()));
            assertThat(isDropped(stranger)).isTrue();
        }
    }

    @Test
    void silenceIsDroppedAfterAWhile() throws Exception {
        try (WorkerServer server = server(true, Duration.ofMillis(200));
                SocketChannel stranger = SocketChannel.open(server.address().socket())) {
            stranger.write(ByteBuffer.wrap("half".getBytes()));
            assertThat(isDropped(stranger)).isTrue();
            talk(server, "token");
        }
    }

    @Test
    void aTokenLetsOneConnectionIn() throws Exception {
        try (WorkerServer server = server(true, LONG)) {
            talk(server, "token");
            try (SocketChannel second = SocketChannel.open(server.address().socket())) {
                second.write(ByteBuffer.wrap("token\n".getBytes()));
                assertThat(isDropped(second)).isTrue();
            }
        }
    }

    @Test
    void theSocketLiesInAFolderOfItsOwnerOnlyAndGoesWithTheServer() throws Exception {
        Path socket;
        try (WorkerServer server = server(true, LONG)) {
            socket = ((UnixDomainSocketAddress) server.address().socket()).getPath();
            assertThat(socket.getParent().getParent()).isEqualTo(folder);
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(socket.getParent(), LinkOption.NOFOLLOW_LINKS)))
                    .isEqualTo("rwx------");
        }
        assertThat(socket.getParent()).doesNotExist();
    }

    @Test
    void aPathThatIsTooLongHasAWayOut() throws Exception {
        Path deep = Files.createDirectories(folder.resolve("d".repeat(60)).resolve("e".repeat(60)));
        try (WorkerServer server = WorkerServer.open(Thread::new, List.of(deep, folder), LONG)) {
            assertThat(((UnixDomainSocketAddress) server.address().socket()).getPath())
                    .startsWith(folder);
            talk(server, "token");
        }
        assertThat(deep).isEmptyDirectory();
        try (WorkerServer server = WorkerServer.open(Thread::new, List.of(deep, folder.resolve("missing")), LONG)) {
            assertThat(server.address().socket()).isInstanceOf(InetSocketAddress.class);
            talk(server, "token");
        }
    }

    @Test
    void whoAwaitsAWorkerWhenTheServerIsClosedIsTold() throws Exception {
        CompletableFuture<Connection> awaited;
        try (WorkerServer server = server(true, LONG)) {
            awaited = server.await("token");
        }
        assertThat(awaited).isCancelled();
    }
}
