package io.lanista.runtime.local;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;

/** Where workers reach their host, as a text for their environment: {@code unix:/path} or {@code tcp:port} of the loopback interface. */
record WorkerAddress(SocketAddress socket) {
    private static final String UNIX = "unix:";
    private static final String TCP = "tcp:";

    static WorkerAddress parse(String text) {
        return new WorkerAddress(
                text.startsWith(UNIX)
                        ? UnixDomainSocketAddress.of(text.substring(UNIX.length()))
                        : new InetSocketAddress(
                                InetAddress.getLoopbackAddress(), Integer.parseInt(text.substring(TCP.length()))));
    }

    @Override
    public String toString() {
        return socket instanceof UnixDomainSocketAddress unix
                ? UNIX + unix.getPath()
                : TCP + ((InetSocketAddress) socket).getPort();
    }
}
