package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.strategy.Strategy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nas plugins check} as a process of its own, with a plug-in that ends it. */
class PluginCheckProcessTest {
    private static final String SOURCE = """
            package com.acme;
            import io.lanista.api.strategy.*;
            public class Exits implements Strategy {
                public Exits() { System.exit(0); }
                public String name() { return "exits"; }
                public Search open(SearchRequest request) { throw new IllegalStateException(); }
            }
            """;

    @TempDir
    Path folder;

    private Path jar() throws Exception {
        Path source = Files.writeString(folder.resolve("Exits.java"), SOURCE);
        String api = Path.of(Strategy.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.run(null, null, null, "-proc:none", "-cp", api, "-d", folder.toString(), source.toString()))
                .isZero();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "com.acme.exits");
        manifest.getMainAttributes().putValue("Import-Package", "io.lanista.api.strategy");
        Path jar = folder.resolve("exits.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry("META-INF/services/" + Strategy.class.getName()));
            out.write("com.acme.Exits".getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new JarEntry("com/acme/Exits.class"));
            out.write(Files.readAllBytes(folder.resolve("com/acme/Exits.class")));
        }
        return jar;
    }

    @Test
    void aConstructorThatEndsTheJvmIsAnnouncedAndDoesNotLookLikeSuccess() throws Exception {
        Path output = folder.resolve("output");
        Process check = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "plugins",
                        "check",
                        jar().toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(check.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            check.destroyForcibly();
        }
        assertThat(check.exitValue()).isEqualTo(ExitCode.PLUGIN);
        // Newer JVMs warn of what Felix and JNA call.
        List<String> lines = Files.readAllLines(output).stream()
                .filter(line -> !line.startsWith("WARNING: "))
                .toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("? exits.jar calls java.lang.System.exit (in com/acme/Exits.class)");
        assertThat(lines.get(1)).startsWith("Loading exits.jar runs its static initialisers and constructors");
        assertThat(lines.get(2)).startsWith("! The JVM was ended while exits.jar was loading");
    }
}
