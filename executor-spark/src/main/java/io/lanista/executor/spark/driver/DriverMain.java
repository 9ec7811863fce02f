package io.lanista.executor.spark.driver;

import io.lanista.executor.spark.wire.Frames;
import io.lanista.executor.spark.wire.Setting;
import io.lanista.executor.spark.wire.Shipment;
import io.lanista.executor.spark.wire.ToDriver;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The Spark driver of one executor. It hears from its host by its input, and ends as soon as that does, whatever it is doing then: so the
 * cluster works for nobody who is gone.
 */
public final class DriverMain {
    private static final long STOP_SECONDS = 4;

    private DriverMain() {}

    /** Called by Spark, once it has prepared this JVM. */
    public static void main(String[] arguments) throws IOException {
        Frames host = new Frames(System.in, new FileOutputStream(FileDescriptor.out));
        System.setOut(System.err);
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        List<Shipment> shipments = new ArrayList<>();
        Outbox outbox = new Outbox(host);
        List<String> message = host.receive();
        while (message != null && !message.get(0).equals(ToDriver.GO)) {
            if (message.get(0).equals(ToDriver.SET)) {
                settings.put(Setting.valueOf(message.get(1)), message.get(2));
            } else if (message.get(0).equals(ToDriver.SHIP)) {
                shipments.add(
                        Shipment.of(Shipment.Kind.valueOf(message.get(1)), message.get(2), Path.of(message.get(3))));
            }
            message = host.receive();
        }
        if (message == null) {
            return;
        }
        Thread starter = new Thread(() -> serve(host, settings, shipments, outbox), "host");
        starter.setDaemon(true);
        starter.start();
        try {
            starter.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(0);
    }

    private static void serve(Frames host, Map<Setting, String> settings, List<Shipment> shipments, Outbox outbox) {
        Cluster cluster = new Cluster(settings, shipments, outbox);
        Thread starting = new Thread(cluster::start, "start");
        starting.setDaemon(true);
        starting.start();
        try {
            List<String> message = host.receive();
            while (message != null) {
                take(message, cluster);
                message = host.receive();
            }
        } catch (IOException e) {
            // The host is gone, as at the end of what it says.
        }
        stop(cluster);
    }

    private static void take(List<String> message, Cluster cluster) {
        switch (message.get(0)) {
            case ToDriver.START ->
                cluster.run(new Job(message.get(1), message.get(2), List.of(message.get(3), message.get(4))));
            case ToDriver.CANCEL -> cluster.cancel(message.get(1));
            case ToDriver.VERDICT -> cluster.verdict(message.get(1), message.get(2), message.get(3), message.get(4));
            default -> throw new IllegalArgumentException("The host says (" + message.get(0) + ").");
        }
    }

    /** A cluster manager that doesn't answer must not keep this JVM. */
    private static void stop(Cluster cluster) {
        Thread stopping = new Thread(cluster::stop, "stop");
        stopping.setDaemon(true);
        stopping.start();
        try {
            stopping.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
