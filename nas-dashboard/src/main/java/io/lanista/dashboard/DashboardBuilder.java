package io.lanista.dashboard;

import com.sun.net.httpserver.HttpServer;
import io.lanista.dashboard.view.Vocabulary;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds and starts a {@link DashboardServer}. For use by one thread. */
public final class DashboardBuilder {
    private static final int TOKEN_BYTES = 16;

    final Path folder;
    String host = "localhost";
    int port;
    Vocabulary vocabulary = Vocabulary.standard();
    private @Nullable String token;
    private @Nullable RunControl control;
    private final Set<String> names = new LinkedHashSet<>();

    DashboardBuilder(Path folder) {
        this.folder = folder;
    }

    /** The address to listen on: loopback unless set. {@code 0.0.0.0} is every address of the machine. */
    public DashboardBuilder host(String address) {
        host = address;
        return this;
    }

    /** The port to listen on; 0, as unless set, is any that is free. */
    public DashboardBuilder port(int number) {
        port = number;
        return this;
    }

    /** What people must know to be let in; unless set, one is drawn where one is needed: beside loopback, and with a control. */
    public DashboardBuilder token(String secret) {
        if (!secret.matches("[A-Za-z0-9_.-]{8,}")) {
            throw new IllegalArgumentException(
                    "The token must have at least eight letters, digits, '_', '.' or '-', and nothing else.");
        }
        token = secret;
        return this;
    }

    /** A further name by which people reach the server, such as that of a proxy before it. */
    public DashboardBuilder name(String name) {
        names.add(name.toLowerCase(Locale.ROOT));
        return this;
    }

    /** What layer types and notations there are: the standard ones unless set. */
    public DashboardBuilder vocabulary(Vocabulary known) {
        vocabulary = known;
        return this;
    }

    /** Lets people pause, resume, cancel and start runs; they can only look unless set. */
    public DashboardBuilder control(RunControl what) {
        control = what;
        return this;
    }

    Optional<RunControl> control() {
        return Optional.ofNullable(control);
    }

    /** On loopback other users of the machine can connect, too: they may look, and not start programs. */
    Optional<String> token(boolean local) {
        if (token == null && (!local || control != null)) {
            byte[] drawn = new byte[TOKEN_BYTES];
            new SecureRandom().nextBytes(drawn);
            token = HexFormat.of().formatHex(drawn);
        }
        return Optional.ofNullable(token);
    }

    Set<String> names() {
        Set<String> all = new LinkedHashSet<>(names);
        all.add(host.toLowerCase(Locale.ROOT));
        all.add(shownName().toLowerCase(Locale.ROOT));
        return all;
    }

    /** What to put into an address for people. */
    String shownName() {
        if (!host.equals("0.0.0.0") && !host.equals("::")) {
            return host;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /**
     * Starts a server of its own.
     *
     * @throws IOException if the port is taken, or the address isn't this machine's
     */
    public DashboardServer start() throws IOException {
        return DashboardServer.start(this);
    }

    /**
     * Answers below a path of a server that is there already; the server's owner starts and stops that.
     *
     * @param path begins and ends with a slash
     */
    public DashboardServer mount(HttpServer server, String path) {
        return DashboardServer.mount(this, server, path);
    }
}
