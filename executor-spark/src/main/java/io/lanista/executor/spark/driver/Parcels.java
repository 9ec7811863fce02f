package io.lanista.executor.spark.driver;

import io.lanista.executor.spark.wire.Packed;
import io.lanista.executor.spark.wire.Shipment;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Files for executors that lack them, as broadcasts: Spark brings each to an executor once, from the driver or from another executor. They
 * are made only when somebody lacks them. Safe for use by several threads.
 */
final class Parcels {
    private static final int PART = 32 << 20;

    private final JavaSparkContext spark;
    private final List<Shipment> shipments;
    private final Map<String, List<Broadcast<byte[]>>> made = new HashMap<>();

    Parcels(JavaSparkContext spark, List<Shipment> shipments) {
        this.spark = spark;
        this.shipments = shipments;
    }

    /** What was made by now. */
    synchronized Map<String, List<Broadcast<byte[]>>> made() {
        return new HashMap<>(made);
    }

    /** Makes the parcel of a file, unless it is there. */
    synchronized void make(String identity) throws IOException {
        if (made.containsKey(identity)) {
            return;
        }
        Shipment shipment = shipments.stream()
                .filter(known -> known.identity().equals(identity))
                .findFirst()
                .orElseThrow(() -> new IOException("An executor asks for the unknown file (" + identity + ")."));
        made.put(identity, shipment.folder() ? packed(Path.of(shipment.path())) : parts(Path.of(shipment.path())));
    }

    private List<Broadcast<byte[]>> packed(Path folder) throws IOException {
        Path zip = Files.createTempFile("lanista-parcel", ".zip");
        try {
            try (OutputStream out = Files.newOutputStream(zip)) {
                Packed.write(folder, out);
            }
            return parts(zip);
        } finally {
            Files.delete(zip);
        }
    }

    private List<Broadcast<byte[]>> parts(Path file) throws IOException {
        List<Broadcast<byte[]>> parts = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] part = in.readNBytes(PART);
            while (part.length > 0) {
                parts.add(spark.broadcast(part));
                part = in.readNBytes(PART);
            }
        }
        return parts;
    }
}
