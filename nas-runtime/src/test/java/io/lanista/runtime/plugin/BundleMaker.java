package io.lanista.runtime.plugin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Makes real jars for tests: compiles sources in memory and packs them with OSGi headers. */
final class BundleMaker {
    static final String GREETER = "io.lanista.runtime.plugin.spi.Greeter";
    static final String SPI_PACKAGE = "io.lanista.runtime.plugin.spi";

    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private BundleMaker() {}

    /** A bundle that imports the package of the test's kinds of providers. */
    static BundleMaker bundle(String name, String version) {
        return new BundleMaker()
                .header("Bundle-ManifestVersion", "2")
                .header("Bundle-SymbolicName", name)
                .header("Bundle-Version", version)
                .header("Import-Package", SPI_PACKAGE + ";version=\"[1.0,2)\"");
    }

    /** A bundle with one greeter, called like the last part of the bundle's name, in a package called like the bundle. */
    static BundleMaker greeter(String bundle, String version) {
        return greeter(bundle, version, bundle.substring(bundle.lastIndexOf('.') + 1));
    }

    static BundleMaker greeter(String bundle, String version, String name) {
        return bundle(bundle, version)
                .greeterClass(bundle + ".Hello", name, version, "")
                .service(GREETER, bundle + ".Hello");
    }

    /** A jar without any OSGi header. */
    static BundleMaker plainJar() {
        return new BundleMaker();
    }

    BundleMaker greeterClass(String className, String name, String says, String body) {
        int dot = className.lastIndexOf('.');
        return source(
                className, """
                package %s;
                public class %s implements io.lanista.runtime.plugin.spi.Greeter {
                    %s
                    public String name() { return "%s"; }
                    public String greet() { return "%s"; }
                }
                """.formatted(className.substring(0, dot), className.substring(dot + 1), body, name, says));
    }

    BundleMaker source(String className, String source) {
        sources.put(className, source);
        return this;
    }

    BundleMaker service(String spi, String... classNames) {
        return entry("META-INF/services/" + spi, String.join("\n", classNames).getBytes(StandardCharsets.UTF_8));
    }

    BundleMaker header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    BundleMaker without(String header) {
        headers.remove(header);
        return this;
    }

    BundleMaker entry(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    /** Puts a copy of a class of the test's class path inside. */
    BundleMaker copyOf(Class<?> type) {
        String name = type.getName().replace('.', '/') + ".class";
        try (var in = type.getClassLoader().getResourceAsStream(name)) {
            return entry(name, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The compiled classes, by the name of their file. */
    Map<String, byte[]> compile() {
        Map<String, ByteArrayOutputStream> compiled = new LinkedHashMap<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((name, source) -> units.add(new Source(name, source)));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("--release", "17", "-proc:none", "-cp", classPath());
            if (!units.isEmpty()
                    && !compiler.getTask(messages, new InMemory(files, compiled), null, options, null, units)
                            .call()) {
                throw new IllegalArgumentException(messages.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, byte[]> classes = new LinkedHashMap<>();
        compiled.forEach((name, bytes) -> classes.put(name.replace('.', '/') + ".class", bytes.toByteArray()));
        return classes;
    }

    byte[] toBytes() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        headers.forEach(manifest.getMainAttributes()::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Map<String, byte[]> all = new HashMap<>(compile());
        all.putAll(entries);
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            jar.putNextEntry(entry(JarFile.MANIFEST_NAME));
            manifest.write(jar);
            jar.closeEntry();
            for (Map.Entry<String, byte[]> entry : all.entrySet()) {
                jar.putNextEntry(entry(entry.getKey()));
                jar.write(entry.getValue());
                jar.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Writes the jar under another name and moves it, so that nobody sees a half of it. */
    /** Of a fixed time, so that two jars of the same contents have the same bytes. */
    private static JarEntry entry(String name) {
        JarEntry entry = new JarEntry(name);
        entry.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
        return entry;
    }

    Path writeTo(Path jar) {
        try {
            Path part = jar.resolveSibling(jar.getFileName() + ".part");
            Files.write(part, toBytes());
            return Files.move(part, jar, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String classPath() {
        return Stream.of(
                        io.lanista.runtime.plugin.spi.Greeter.class,
                        io.lanista.api.strategy.Strategy.class,
                        io.lanista.layer.LayerType.class,
                        io.lanista.runtime.execute.ExecutorProvider.class,
                        io.lanista.djl.block.LayerProvider.class,
                        io.lanista.onnx.OnnxMapping.class,
                        org.osgi.framework.Bundle.class,
                        org.slf4j.Logger.class,
                        ai.djl.Model.class)
                .map(BundleMaker::placeOf)
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }

    private static String placeOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String className, String text) {
            super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class InMemory extends ForwardingJavaFileManager<StandardJavaFileManager> {
        private final Map<String, ByteArrayOutputStream> compiled;

        InMemory(StandardJavaFileManager files, Map<String, ByteArrayOutputStream> compiled) {
            super(files);
            this.compiled = compiled;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, javax.tools.FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mem:///" + className.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    compiled.put(className, bytes);
                    return bytes;
                }
            };
        }
    }
}
