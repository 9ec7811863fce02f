package io.lanista.executor.spark.task;

import io.lanista.executor.spark.wire.Packed;
import io.lanista.executor.spark.wire.Setting;
import io.lanista.executor.spark.wire.Shipment;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.spark.SparkFiles;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/**
 * What this executor has for the trials of one session of a run: files, which are used where they lie if the machine has the same as the
 * host, and fetched once else; and Lanista's classes in a loader of their own. Safe for use by several threads.
 */
final class ExecutorSite {
    private static final String SITE = "io.lanista.executor.spark.site.Site";
    private static final Map<String, ExecutorSite> SITES = new HashMap<>();

    private final Map<Setting, String> settings;
    private final Path scratch;
    private final Map<String, Path> places = new HashMap<>();
    private @Nullable BiFunction<Object[], Function<String[], String>, Object[]> trials;

    private ExecutorSite(Map<Setting, String> settings) {
        this.settings = settings;
        this.scratch = Path.of(SparkFiles.getRootDirectory())
                .toAbsolutePath()
                .resolve("lanista-" + settings.get(Setting.SESSION));
    }

    /** The site of this JVM. */
    static ExecutorSite of(Map<Setting, String> settings) {
        synchronized (SITES) {
            return SITES.computeIfAbsent(
                    settings.getOrDefault(Setting.SESSION, ""), session -> new ExecutorSite(settings));
        }
    }

    /** Finds or unpacks all files; the identities of those that are neither here nor in the parcels. */
    synchronized String[] fetch(List<Shipment> shipments, Map<String, List<Broadcast<byte[]>>> parcels)
            throws IOException {
        List<String> missing = new ArrayList<>();
        for (Shipment shipment : shipments) {
            if (places.containsKey(shipment.identity())) {
                continue;
            }
            List<Broadcast<byte[]>> parts = parcels.get(shipment.identity());
            if (!settings.getOrDefault(Setting.PROBE, "").isEmpty() && shipment.isInPlace()) {
                places.put(shipment.identity(), Path.of(shipment.path()));
            } else if (parts != null) {
                places.put(shipment.identity(), unpacked(shipment, parts));
            } else {
                missing.add(shipment.identity());
            }
        }
        return missing.toArray(String[]::new);
    }

    private Path unpacked(Shipment shipment, List<Broadcast<byte[]>> parts) throws IOException {
        Path place = scratch.resolve("files").resolve(shipment.identity()).resolve(shipment.fileName());
        Path parent = Objects.requireNonNull(place.getParent());
        Files.createDirectories(parent);
        Path arrived = shipment.folder() ? Files.createTempFile(parent, "parcel", ".zip") : place;
        try (OutputStream out = Files.newOutputStream(arrived)) {
            for (Broadcast<byte[]> part : parts) { // One at a time: all together may be more than fits into memory.
                out.write(part.value());
            }
        }
        if (shipment.folder()) {
            try (InputStream in = Files.newInputStream(arrived)) {
                Packed.unpack(in, place);
            }
            Files.delete(arrived);
        }
        return place;
    }

    /** Runs trials; the files must be there. */
    synchronized BiFunction<Object[], Function<String[], String>, Object[]> trials(List<Shipment> shipments)
            throws ReflectiveOperationException, IOException {
        if (trials == null) {
            trials = opened(shipments);
        }
        return trials;
    }

    @SuppressWarnings("unchecked") // What the class implements, which this loader doesn't know.
    private BiFunction<Object[], Function<String[], String>, Object[]> opened(List<Shipment> shipments)
            throws ReflectiveOperationException, IOException {
        Path jars = Files.createDirectories(scratch.resolve("jars"));
        List<URL> libraries = new ArrayList<>();
        Map<String, String> data = new HashMap<>();
        for (Shipment shipment : shipments) {
            Path place = places.getOrDefault(shipment.identity(), Path.of(shipment.path()));
            switch (shipment.kind()) {
                case LIBRARY -> libraries.add(place.toUri().toURL());
                case PLUGIN ->
                    Files.copy(place, jars.resolve(shipment.name() + ".jar"), StandardCopyOption.REPLACE_EXISTING);
                case DATA -> {
                    if (!place.toString().equals(shipment.path())) {
                        data.put(shipment.name(), place.toString());
                    }
                }
            }
        }
        // Never closed: it is there for as long as the JVM.
        ClassLoader loader =
                new URLClassLoader("lanista", libraries.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        return (BiFunction<Object[], Function<String[], String>, Object[]>) loader.loadClass(SITE)
                .getConstructor(Map.class, Map.class, String.class, String.class, String.class)
                .newInstance(copied(loader), data, jars.toString(), scratch.toString(), executorId());
    }

    /** The settings as the other loader knows them. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // Its own class of settings can't be named here.
    private Map<Object, String> copied(ClassLoader loader) throws ReflectiveOperationException {
        Class type = loader.loadClass(Setting.class.getName());
        Map<Object, String> copy = new HashMap<>();
        settings.forEach((setting, value) -> copy.put(Enum.valueOf(type, setting.name()), value));
        return copy;
    }

    private static String executorId() {
        return ClusterPlugin.executor().executorID();
    }
}
