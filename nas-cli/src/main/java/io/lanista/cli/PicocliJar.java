package io.lanista.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles picocli for the Java of this project. Its jar is compiled for Java 5, and of so old classes the JVM keeps none in an archive
 * for class data sharing, and checks them in the old, slow way: half the time of a command went there. Run by the build.
 */
public final class PicocliJar {
    private static final FileTime TIME = FileTime.fromMillis(1_700_000_000_000L);

    private PicocliJar() {}

    /** Of the published jar (the first argument) and the jar of its sources (the second) makes one (the third), unless it is there. */
    public static void main(String[] arguments) throws IOException {
        Path made = Path.of(arguments[2]);
        if (!Files.exists(made)) {
            make(Path.of(arguments[0]), Path.of(arguments[1]), made);
        }
    }

    static void make(Path published, Path sources, Path made) throws IOException {
        Path folder = Files.createTempDirectory("picocli-");
        try (ScratchFolder scratch = new ScratchFolder(folder)) {
            List<Path> files = unpack(sources, folder);
            Path classes = Files.createDirectories(folder.resolve("classes"));
            compile(files, classes);
            Map<String, byte[]> entries = new TreeMap<>(resources(published));
            try (Stream<Path> compiled = Files.walk(classes)) {
                for (Path file : compiled.filter(Files::isRegularFile).toList()) {
                    entries.put(classes.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
                }
            }
            Files.createDirectories(Objects.requireNonNull(made.getParent()));
            Path part = made.resolveSibling(made.getFileName() + ".part");
            write(entries, part);
            Files.move(part, made);
        }
    }

    private static List<Path> unpack(Path sources, Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (ZipFile zip = new ZipFile(sources.toFile())) {
            for (ZipEntry entry : zip.stream()
                    .filter(entry -> entry.getName().matches("picocli/\\w+\\.java"))
                    .toList()) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                try (InputStream in = zip.getInputStream(entry)) {
                    Files.copy(in, file);
                }
                files.add(file);
            }
        }
        return files;
    }

    private static void compile(List<Path> files, Path classes) throws IOException {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK");
        List<String> options = List.of(
                "--release",
                "17",
                "-proc:none",
                "-nowarn",
                "-Xlint:none",
                "-XDstringConcat=inline",
                "-d",
                "" + classes);
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null);
                Writer messages = new java.io.StringWriter()) {
            boolean compiled = compiler.getTask(
                            messages, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
            if (!compiled) {
                throw new IOException("The sources of picocli can't be compiled: " + messages);
            }
        }
    }

    /** What is no class, such as the manifest and the licence, and the descriptor of its module. */
    private static Map<String, byte[]> resources(Path published) throws IOException {
        Map<String, byte[]> resources = new TreeMap<>();
        try (ZipFile zip = new ZipFile(published.toFile())) {
            for (ZipEntry entry : zip.stream()
                    .filter(entry -> !entry.isDirectory() && !entry.getName().startsWith("picocli/"))
                    .toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    resources.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return resources;
    }

    /** The manifest comes first, as tools expect it. */
    private static void write(Map<String, byte[]> entries, Path jar) throws IOException {
        String manifest = "META-INF/MANIFEST.MF";
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream out = new ZipOutputStream(file)) {
            entry(manifest, Objects.requireNonNull(entries.remove(manifest), manifest), out);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                entry(entry.getKey(), entry.getValue(), out);
            }
        }
    }

    private static void entry(String name, byte[] content, ZipOutputStream out) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setLastModifiedTime(TIME); // The same bytes each time.
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}
