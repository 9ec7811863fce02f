package io.lanista.executor.spark.driver;

import io.lanista.executor.spark.wire.Frames;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** What goes to the host, by a thread of its own: those of Spark that bring messages never wait for the host. */
final class Outbox {
    private final BlockingQueue<String[]> waiting = new LinkedBlockingQueue<>();
    private final Frames host;

    Outbox(Frames host) {
        this.host = host;
        Thread thread = new Thread(this::send, "outbox");
        thread.setDaemon(true);
        thread.start();
    }

    void add(String... message) {
        waiting.add(message);
    }

    private void send() {
        try {
            while (true) {
                host.send(waiting.take());
            }
        } catch (IOException | InterruptedException e) {
            return; // The host is gone, which ends this JVM.
        }
    }
}
