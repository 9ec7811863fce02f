package io.lanista.runtime.folder;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The libraries of a program that is one jar with its libraries inside, as Spring Boot packs them ({@code BOOT-INF/lib}). They are unpacked
 * into a temporary folder of this process as far as they are asked for, once. Safe for use by several threads.
 */
public final class NestedLibraries {
    /** Where classes come from there: {@code jar:nested:/srv/app.jar/!BOOT-INF/lib/nas-api-1.0.0.jar!/}. */
    private static final Pattern LOCATION = Pattern.compile("jar:nested:(.+)/!(BOOT-INF/lib/[^!]+\\.jar)!/");

    private static final String LIBRARIES = "BOOT-INF/lib/";
    private static final String CLASSES = "BOOT-INF/classes/";
    private static final Map<Path, NestedLibraries> PROGRAMS = new HashMap<>();

    private final Path program;
    private final Map<String, Path> unpacked = new HashMap<>();
    private @Nullable PrivateFolder folder;

    private NestedLibraries(Path program) {
        this.program = program;
    }

    /**
     * The file or folder that a class comes from; for a nested jar, a copy of it.
     *
     * @param location as its code source tells it
     * @return empty if it is neither
     */
    public static Optional<Path> placeOf(URL location) {
        Matcher nested = LOCATION.matcher(location.toString());
        try {
            return nested.matches()
                    ? Optional.of(of(nested).library(nested.group(2)))
                    : Optional.of(Path.of(location.toURI()));
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty();
        }
    }

    /** The class path of the program that a class is nested in, all of it unpacked; empty if the class isn't nested. */
    public static Optional<List<Path>> classPathOf(URL location) {
        Matcher nested = LOCATION.matcher(location.toString());
        return nested.matches() ? Optional.of(of(nested).all()) : Optional.empty();
    }

    private static NestedLibraries of(Matcher nested) {
        Path program = Path.of(URI.create("file:" + nested.group(1)));
        synchronized (PROGRAMS) {
            return PROGRAMS.computeIfAbsent(program, NestedLibraries::new);
        }
    }

    private synchronized Path library(String entry) {
        return unpacked.computeIfAbsent(entry, name -> {
            try (JarFile jar = new JarFile(program.toFile())) {
                return unpack(jar, Objects.requireNonNull(jar.getJarEntry(name), name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private synchronized List<Path> all() {
        List<Path> classPath = new ArrayList<>();
        try (JarFile jar = new JarFile(program.toFile())) {
            classPath.add(folder().folder("classes"));
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                String name = entry.getName();
                if (name.startsWith(LIBRARIES) && name.endsWith(".jar")) {
                    Path library = unpacked.get(name);
                    if (library == null) {
                        library = unpack(jar, entry);
                        unpacked.put(name, library);
                    }
                    classPath.add(library);
                } else if (name.startsWith(CLASSES) && !entry.isDirectory()) {
                    copy(jar, entry, classPath.get(0).resolve(name.substring(CLASSES.length())));
                }
            }
            return classPath;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path unpack(JarFile jar, JarEntry entry) throws IOException {
        Path target = folder().folder("lib").resolve(entry.getName().substring(LIBRARIES.length()));
        copy(jar, entry, target);
        return target;
    }

    /** The folder goes with the process. */
    private PrivateFolder folder() throws IOException {
        PrivateFolder made = folder;
        if (made == null) {
            made = PrivateFolder.create(Path.of(System.getProperty("java.io.tmpdir")), "libraries");
            folder = made;
        }
        return made;
    }

    private static void copy(JarFile jar, JarEntry entry, Path target) throws IOException {
        if (Files.exists(target)) {
            return;
        }
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        try (InputStream in = jar.getInputStream(entry)) {
            Files.copy(in, target);
        }
    }
}
