package io.lanista.install;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real web server that hands out a folder, and misbehaves where it is told to. */
final class FaultyServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, HttpHandler> faults = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    final Queue<String> asked = new ConcurrentLinkedQueue<>();
    final Queue<String> logins = new ConcurrentLinkedQueue<>();
    final Queue<String> proxyLogins = new ConcurrentLinkedQueue<>();

    FaultyServer(Path folder) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            String login = exchange.getRequestHeaders().getFirst("Authorization");
            logins.add(path + " " + login);
            proxyLogins.add(path + " " + exchange.getRequestHeaders().getFirst("Proxy-Authorization"));
            HttpHandler fault = faults.get(path);
            if (fault != null) {
                fault.handle(exchange);
            } else {
                Path file = folder.resolve(path.substring(1));
                if (Files.isRegularFile(file)) {
                    send(exchange, 200, Files.readAllBytes(file));
                } else {
                    send(exchange, 404, new byte[0]);
                }
            }
            exchange.close();
        });
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private static void send(HttpExchange exchange, int status, byte[] content) throws IOException {
        exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
        if (content.length > 0) {
            exchange.getResponseBody().write(content);
        }
    }

    void answer(String path, int status) {
        faults.put(path, exchange -> send(exchange, status, new byte[0]));
    }

    void answer(String path, byte[] content) {
        faults.put(path, exchange -> send(exchange, 200, content));
    }

    void redirect(String path, String to) {
        faults.put(path, exchange -> {
            exchange.getResponseHeaders().add("Location", to);
            send(exchange, 302, new byte[0]);
        });
    }

    /** Promises more than it sends. */
    void cutOff(String path, byte[] content) {
        faults.put(path, exchange -> {
            exchange.sendResponseHeaders(200, content.length + 1000L);
            exchange.getResponseBody().write(content);
            exchange.getResponseBody().flush();
            throw new IOException("cut off");
        });
    }

    /** Sends the beginning, and then nothing more until the server is closed. */
    void fallSilent(String path) {
        faults.put(path, exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            OutputStream body = exchange.getResponseBody();
            body.write(1);
            body.flush();
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    void mend(String path) {
        faults.remove(path);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
