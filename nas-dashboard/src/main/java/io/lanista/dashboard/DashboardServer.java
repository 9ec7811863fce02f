package io.lanista.dashboard;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The runs of a folder as live pages, and as JSON. It reads journals and nothing else: runs don't notice it. By itself it listens on
 * loopback; elsewhere it wants a token. A host that has a {@link HttpServer} of its own mounts it there:
 *
 * <pre>{@code
 * DashboardServer dashboard = DashboardServer.builder(Path.of("runs")).mount(server, "/searches/");
 * }</pre>
 *
 * <p>{@code docs/seeing.md} describes the addresses and the JSON. Safe for use by several threads; all its threads are daemons.
 */
public final class DashboardServer implements AutoCloseable {
    private final HttpServer server;
    private final boolean isOwn;
    private final String path;
    private final URI address;
    private final ExecutorService threads;

    private DashboardServer(HttpServer server, boolean isOwn, String path, URI address, ExecutorService threads) {
        this.server = server;
        this.isOwn = isOwn;
        this.path = path;
        this.address = address;
        this.threads = threads;
    }

    /** A builder for the runs of a folder, which need not exist yet. */
    public static DashboardBuilder builder(Path folder) {
        return new DashboardBuilder(folder);
    }

    static DashboardServer start(DashboardBuilder builder) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(builder.host, builder.port), 0);
        ExecutorService threads = threads();
        server.setExecutor(threads);
        boolean local = Guard.isLoopback(server.getAddress());
        Guard guard = new Guard(local ? Set.of() : builder.names(), builder.token(local));
        String name = local ? "localhost" : builder.shownName();
        String token = builder.token(local).map(secret -> "?token=" + secret).orElse("");
        URI address = URI.create("http://" + name + ":" + server.getAddress().getPort() + "/" + token);
        DashboardServer dashboard = new DashboardServer(server, true, "/", address, threads);
        server.createContext("/", dashboard.handler(builder, guard));
        server.start();
        return dashboard;
    }

    static DashboardServer mount(DashboardBuilder builder, HttpServer server, String path) {
        if (!path.startsWith("/") || !path.endsWith("/")) {
            throw new IllegalArgumentException(
                    "The path (" + path + ") must begin and end with a slash. Maybe '/searches/'.");
        }
        boolean local = Guard.isLoopback(server.getAddress());
        Guard guard = new Guard(builder.names(), builder.token(local));
        URI address = URI.create("http://" + (local ? "localhost" : builder.shownName()) + ":"
                + server.getAddress().getPort() + path);
        DashboardServer dashboard = new DashboardServer(server, false, path, address, threads());
        server.createContext(path, dashboard.handler(builder, guard));
        return dashboard;
    }

    private DashboardHandler handler(DashboardBuilder builder, Guard guard) {
        RunRegistry registry = new RunRegistry(builder.folder, builder.vocabulary, threads);
        return new DashboardHandler(path, guard, registry, builder.control(), threads);
    }

    private static ExecutorService threads() {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory daemons = task -> {
            Thread thread = new Thread(task, "dashboard-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        return Executors.newCachedThreadPool(daemons);
    }

    /** Where people find it, with the token if it needs one. */
    public URI address() {
        return address;
    }

    /** Ends all pages' connections, and lets go of the port if it is its own. */
    @Override
    public void close() {
        threads.shutdownNow();
        if (isOwn) {
            server.stop(0);
        } else {
            server.removeContext(path);
        }
    }
}
