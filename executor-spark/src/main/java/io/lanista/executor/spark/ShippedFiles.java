package io.lanista.executor.spark;

import io.lanista.api.option.OptionException;
import io.lanista.executor.spark.wire.Shipment.Kind;
import io.lanista.runtime.execute.ExecutorProvider;
import io.lanista.runtime.execute.ExecutorRequest;
import io.lanista.runtime.execute.PluginCopy;
import io.lanista.runtime.execute.Work;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files that trials need on other machines. */
final class ShippedFiles {
    private ShippedFiles() {}

    /**
     * One of them.
     *
     * @param name how the experiment speaks of it
     */
    record Shipped(Kind kind, String name, Path path) {}

    /** Lanista's own libraries, plug-ins and data. */
    static List<Shipped> of(ExecutorRequest request, Path jar) {
        List<Shipped> files = new ArrayList<>();
        files.add(new Shipped(Kind.LIBRARY, "", jar));
        classPath().forEach(place -> files.add(new Shipped(Kind.LIBRARY, "", place)));
        Work work = request.work();
        for (PluginCopy plugin : work.jars()) {
            files.add(
                    new Shipped(Kind.PLUGIN, plugin.sha256(), request.folders().jar(plugin)));
        }
        addData(work.options().get("data"), request.folders().base(), files);
        return files;
    }

    private static List<Path> classPath() {
        if (ExecutorProvider.class.getClassLoader() != ClassLoader.getSystemClassLoader()) {
            throw new OptionException(
                    "The executor 'spark' can't tell other machines this program's classes, since it isn't"
                            + " started from a plain class path. Maybe use 'inline'.");
        }
        List<Path> places = new ArrayList<>();
        for (String place : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!place.isEmpty() && Files.exists(Path.of(place))) {
                places.add(Path.of(place).toAbsolutePath());
            }
        }
        return places;
    }

    private static void addData(@Nullable Object value, Path base, List<Shipped> files) {
        if (value instanceof String text) {
            Path path = path(base, text);
            if (!text.isBlank() && Files.exists(path)) {
                files.add(new Shipped(Kind.DATA, text, path));
            }
        } else if (value instanceof List<?> list) {
            list.forEach(element -> addData(element, base, files));
        } else if (value instanceof Map<?, ?> table) {
            table.forEach((key, element) -> {
                if (!"source".equals(key)) {
                    addData(element, base, files);
                }
            });
        }
    }

    private static Path path(Path base, String text) {
        try {
            return base.resolve(text);
        } catch (InvalidPathException e) {
            return base.resolve("there-is-no-such-file");
        }
    }
}
