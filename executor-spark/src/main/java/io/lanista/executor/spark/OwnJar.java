package io.lanista.executor.spark;

import io.lanista.executor.spark.wire.Packed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The classes of this bundle as a jar for other processes, wherever the host has them from; there until it is closed. */
final class OwnJar implements AutoCloseable {
    private final Path folder;
    private final Path jar;

    private OwnJar(Path folder, Path jar) {
        this.folder = folder;
        this.jar = jar;
    }

    static OwnJar copy() {
        try {
            Path folder = Files.createTempDirectory("lanista-spark");
            Path jar = folder.resolve("executor-spark.jar");
            URL place = place();
            if (place.getProtocol().equals("file") && Files.isDirectory(Path.of(URI.create(place.toString())))) {
                try (OutputStream out = Files.newOutputStream(jar)) {
                    Packed.write(Path.of(URI.create(place.toString())), out);
                }
            } else {
                try (InputStream in = place.openStream()) {
                    Files.copy(in, jar);
                }
            }
            return new OwnJar(folder, jar);
        } catch (IOException e) {
            throw new UncheckedIOException("The classes of the executor 'spark' can't be copied: " + e.getMessage(), e);
        }
    }

    /** The framework gives the root of the jar, as a place in it. */
    private static URL place() throws IOException {
        URL place = OwnJar.class.getProtectionDomain().getCodeSource().getLocation();
        return place.openConnection() instanceof JarURLConnection jar ? jar.getJarFileURL() : place;
    }

    Path path() {
        return jar;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            return; // A temporary file is left, which harms nobody.
        }
    }
}
