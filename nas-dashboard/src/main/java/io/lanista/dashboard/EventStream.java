package io.lanista.dashboard;

import com.sun.net.httpserver.HttpExchange;
import io.lanista.dashboard.view.RunView;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Sends what is new of a run as it is written (server-sent events). The id of an event is the length of the journal up to which it
 * tells, so that a browser that was cut off says with {@code Last-Event-ID} where to go on.
 */
final class EventStream {
    private static final long LOOK_MILLIS = 50;
    private static final long SIGN_OF_LIFE_MILLIS = 10_000;

    /**
     * What no search that trains writes between two looks. A search that writes more needs the machine itself: it is looked at for a
     * fiftieth of the time.
     */
    private static final long FLOOD_BYTES = 1 << 16;

    private static final long REST_FACTOR = 49;
    private static final long LONGEST_REST_MILLIS = 5_000;

    private final RunView run;
    private long known;
    private String sign = "";

    /**
     * @param from up to where the reader knows the journal
     */
    EventStream(RunView run, long from) {
        this.run = run;
        this.known = from;
    }

    /** Sends until the reader or the server is gone. */
    void send(HttpExchange exchange) throws IOException, InterruptedException {
        Answer.protect(exchange.getResponseHeaders());
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            write(out, "retry: 1000\n\n");
            long quiet = 0;
            while (!Thread.currentThread().isInterrupted()) {
                long begun = System.nanoTime();
                long rest = LOOK_MILLIS;
                run.refresh();
                if (run.offset() != known || !run.sign().equals(sign)) {
                    RunView.Changes changes = run.changes(known);
                    long bytes = changes.offset() - known;
                    sign = changes.sign();
                    known = changes.offset();
                    write(out, "event: update\nid: " + known + "\ndata: " + changes.json() + "\n\n");
                    quiet = 0;
                    rest = rest(bytes, System.nanoTime() - begun);
                } else if (quiet >= SIGN_OF_LIFE_MILLIS) {
                    write(out, ": all is well\n\n"); // Shows that a reader is gone, too.
                    quiet = 0;
                }
                Thread.sleep(rest);
                quiet += rest;
            }
        }
    }

    /** How many milliseconds to wait after a look that found so many bytes and took so many nanoseconds. */
    static long rest(long bytes, long nanos) {
        return bytes > FLOOD_BYTES
                ? Math.max(LOOK_MILLIS, Math.min(LONGEST_REST_MILLIS, nanos * REST_FACTOR / 1_000_000))
                : LOOK_MILLIS;
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
