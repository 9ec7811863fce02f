package io.lanista.benchmarks;

import io.lanista.api.strategy.Strategy;
import io.lanista.runtime.plugin.PluginHost;
import io.lanista.runtime.plugin.PluginKinds;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * How long the plug-in host takes to start with a number of bundles, each with one strategy: from the first line of {@code main}
 * in a fresh JVM, so that loading the host's own classes counts, until every strategy can be selected. The start of the JVM
 * itself does not count. The first run warms the disk and is left out. Two ways take turns: a plain JVM, and one with an archive of
 * classes (class data sharing), as {@code bin/nas} starts.
 *
 * <p>Arguments: bundles (3), runs (11). Needs a JDK, since it compiles the bundles.
 */
public final class PluginHostStart {
    private static final int BAR_MILLIS = 300;

    private PluginHostStart() {}

    /** Measures, and prints the median and the extremes in milliseconds. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 2 && arguments[0].equals("--once")) {
            once(Path.of(arguments[1]), System.nanoTime());
            return;
        }
        int bundles = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 11;
        Path folder = Files.createTempDirectory("lanista-benchmark-");
        try {
            for (int i = 0; i < bundles; i++) {
                makeBundle(folder, i);
            }
            measure(folder, bundles, runs);
        } finally {
            delete(folder);
        }
    }

    private static void once(Path folder, long begun) {
        try (PluginHost host =
                PluginHost.builder(PluginKinds.all()).folder(folder).start()) {
            // Strategies on the class path of the benchmarks are found, too.
            long found = host.providers(Strategy.class).stream()
                    .filter(strategy -> strategy.name().matches("s\\d+"))
                    .count();
            System.out.println((System.nanoTime() - begun) + " " + found);
        }
    }

    private static void measure(Path folder, int bundles, int runs) throws Exception {
        Path archive = folder.resolve("classes.jsa");
        run(folder, bundles, List.of());
        run(folder, bundles, List.of("-XX:ArchiveClassesAtExit=" + archive));
        if (!Files.exists(archive)) {
            throw new IllegalStateException(
                    "The JVM made no archive of classes. Maybe the class path has a folder: name the benchmarks' jar instead.");
        }
        List<Double> plain = new ArrayList<>();
        List<Double> shared = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            plain.add(run(folder, bundles, List.of()));
            shared.add(run(folder, bundles, List.of("-XX:SharedArchiveFile=" + archive)));
        }
        print("a plain JVM", bundles, plain);
        print("with an archive of classes, as bin/nas starts", bundles, shared);
    }

    private static void print(String how, int bundles, List<Double> millis) {
        Collections.sort(millis);
        double median = millis.get(millis.size() / 2);
        System.out.printf(
                Locale.ROOT,
                "host start, %d bundles, Java %d, %s, %d runs: median %.0f ms (%.0f to %.0f)%s%n",
                bundles,
                Runtime.version().feature(),
                how,
                millis.size(),
                median,
                millis.get(0),
                millis.get(millis.size() - 1),
                bundles == 3 ? "; bar " + BAR_MILLIS + (median <= BAR_MILLIS ? " met" : " MISSED") : "");
    }

    private static double run(Path folder, int bundles, List<String> options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xlog:cds=off", "-Xlog:cds+dynamic=off"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(PluginHostStart.class.getName(), "--once", folder.toString()));
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line;
        try (BufferedReader output = child.inputReader(StandardCharsets.UTF_8)) {
            line = output.readLine();
        }
        if (child.waitFor() != 0 || line == null || !line.endsWith(" " + bundles)) {
            throw new IllegalStateException(
                    "A run failed: it printed (" + line + ") and not the time and " + bundles + ".");
        }
        return Long.parseLong(line.substring(0, line.indexOf(' '))) / 1e6;
    }

    private static void makeBundle(Path folder, int number) throws IOException {
        String className = "bench.p" + number + ".Strategy" + number;
        String source = String.format(Locale.ROOT, """
                package bench.p%1$d;
                public class Strategy%1$d implements io.lanista.api.strategy.Strategy {
                    public String name() { return "s%1$d"; }
                    public io.lanista.api.strategy.Search open(io.lanista.api.strategy.SearchRequest request) {
                        throw new UnsupportedOperationException();
                    }
                }
                """, number);
        Path classes = Files.createDirectory(folder.resolve("classes" + number));
        List<String> options = List.of(
                "--release",
                "17",
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"));
        if (!ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, options, null, List.of(new Source(className, source)))
                .call()) {
            throw new IllegalStateException("The bundle of the benchmark doesn't compile.");
        }
        String file = className.replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(folder.resolve("s" + number + ".jar"));
                JarOutputStream jar = new JarOutputStream(out, manifest(number))) {
            add(jar, file, Files.readAllBytes(classes.resolve(file)));
            add(jar, "META-INF/services/" + Strategy.class.getName(), className.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Manifest manifest(int number) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "bench.p" + number);
        manifest.getMainAttributes().putValue("Bundle-Version", "1.0.0");
        manifest.getMainAttributes().putValue("Import-Package", "io.lanista.api.strategy;version=\"[1.0,2)\"");
        return manifest;
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String className, String text) {
            super(URI.create("string:///" + className.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
