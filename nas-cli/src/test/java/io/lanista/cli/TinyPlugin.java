package io.lanista.cli;

import io.lanista.api.strategy.Strategy;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A plug-in as its build makes it: a strategy called {@code tiny}, which tries the same architecture again and again. */
final class TinyPlugin {
    private static final String SOURCE = """
            package com.acme;
            import io.lanista.api.strategy.*;
            public class Tiny implements Strategy {
                public String name() { return "tiny"; }
                public Search open(SearchRequest request) {
                    return new Search() {
                        public Answer ask(Ask ask) {
                            return Answer.tryOut(request.space().enumerate().skip(CHOICE).findFirst().orElseThrow());
                        }
                        public void tell(int trial, Outcome outcome) {}
                    };
                }
            }
            """;

    private TinyPlugin() {}

    /**
     * Writes {@code tiny-VERSION.jar}, which takes the place of an earlier one at once.
     *
     * @param choice which architecture of a space it tries, from 0
     */
    static Path write(Path folder, String version, int choice) throws IOException {
        Path classes = Files.createTempDirectory(folder, "classes");
        compile(SOURCE.replace("CHOICE", Integer.toString(choice)), classes);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "com.acme.tiny");
        manifest.getMainAttributes().putValue("Bundle-Version", version);
        manifest.getMainAttributes().putValue("Import-Package", "io.lanista.api.strategy,io.lanista.api.space");
        Path part = folder.resolve("tiny.part");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(part), manifest)) {
            entry(out, "META-INF/services/" + Strategy.class.getName(), "com.acme.Tiny");
            entry(
                    out,
                    "META-INF/maven/com.acme/tiny/pom.properties",
                    "groupId=com.acme\nartifactId=tiny\nversion=" + version + "\n");
            for (String name : List.of("com/acme/Tiny.class", "com/acme/Tiny$1.class")) {
                out.putNextEntry(new JarEntry(name));
                out.write(Files.readAllBytes(classes.resolve(name)));
            }
        }
        return Files.move(part, folder.resolve("tiny-" + version + ".jar"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void compile(String source, Path classes) throws IOException {
        Path file = Files.writeString(classes.resolve("Tiny.java"), source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter told = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            Iterable<? extends JavaFileObject> sources = files.getJavaFileObjects(file);
            List<String> options = List.of("-proc:none", "-d", classes.toString());
            if (!compiler.getTask(told, files, null, options, null, sources).call()) {
                throw new IllegalStateException(told.toString());
            }
        }
    }

    private static void entry(JarOutputStream out, String name, String content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content.getBytes(StandardCharsets.UTF_8));
    }

    /** An experiment with it, on three architectures whose scores are 1, 2 and 3. */
    static Path experiment(Path folder) throws IOException {
        return Files.writeString(folder.resolve("experiment.yaml"), """
                name: tiny
                space:
                  input: {x: [4]}
                  settings: {a: {choice: a, of: [64, 128, 192]}, b: 0}
                  layers: [identity]
                strategy: tiny
                evaluator: cheap
                objective: {maximize: score}
                budget: {trials: 1}
                duplicates: repeat
                executor: inline
                """);
    }
}
