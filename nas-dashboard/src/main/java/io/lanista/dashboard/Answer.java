package io.lanista.dashboard;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** An answer to a request. */
final class Answer {
    /** What the page may load: its own files, pictures that it makes itself, and nothing from anybody else. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Less than this isn't worth the work. */
    private static final int WORTH_ZIPPING = 4_000;

    private final int status;
    private final byte[] body;
    private final Map<String, String> headers = new LinkedHashMap<>();

    private Answer(int status, String type, byte[] body) {
        this.status = status;
        this.body = body;
        with("Content-Type", type);
    }

    static Answer of(String type, String text) {
        return new Answer(200, type + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer json(String json) {
        return of("application/json", json);
    }

    static Answer text(int status, String sentence) {
        return new Answer(status, "text/plain; charset=utf-8", sentence.getBytes(StandardCharsets.UTF_8));
    }

    Answer with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** The headers of every answer. */
    static void protect(Headers headers) {
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
    }

    void send(HttpExchange exchange) throws IOException {
        Headers out = exchange.getResponseHeaders();
        protect(out);
        headers.forEach(out::set);
        byte[] sent = body;
        if (isZipped(exchange)) {
            out.set("Content-Encoding", "gzip");
            sent = zipped(body);
        }
        boolean silent = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, silent || sent.length == 0 ? -1 : sent.length);
        if (!silent && sent.length > 0) {
            exchange.getResponseBody().write(sent);
        }
        exchange.close();
    }

    /** On the same machine nothing is saved by it. */
    private boolean isZipped(HttpExchange exchange) {
        String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        return body.length > WORTH_ZIPPING
                && accepted != null
                && accepted.contains("gzip")
                && !exchange.getRemoteAddress().getAddress().isLoopbackAddress();
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 3);
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }
}
