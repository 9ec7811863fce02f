package io.lanista.install;

import io.lanista.install.fetch.Checksum;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Plug-ins as small as they can be, and Maven repositories that have them. */
final class TestPlugin {
    private TestPlugin() {}

    /** A jar with OSGi headers and a service file; it needs the API in a range. */
    static Path jar(Path file, String artifact, String version, String api, String content) throws IOException {
        return jar(file, "com.acme", artifact, version, api, content);
    }

    /** The same of another group. */
    static Path jar(Path file, String group, String artifact, String version, String api, String content)
            throws IOException {
        Manifest manifest = new Manifest();
        var main = manifest.getMainAttributes();
        main.putValue("Manifest-Version", "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", group + "." + artifact);
        main.putValue("Bundle-Version", version.replace('-', '.'));
        main.putValue("Import-Package", "io.lanista.api.strategy;version=\"" + api + "\"");
        Files.createDirectories(file.getParent());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            entry(out, "META-INF/services/io.lanista.api.strategy.Strategy", "com.acme." + artifact);
            entry(
                    out,
                    "META-INF/maven/" + group + "/" + artifact + "/pom.properties",
                    "groupId=" + group + "\nartifactId=" + artifact + "\nversion=" + version + "\n");
            entry(out, "content.txt", content);
        }
        return file;
    }

    private static void entry(JarOutputStream out, String name, String content) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setTime(0);
        out.putNextEntry(entry);
        out.write(content.getBytes(StandardCharsets.UTF_8));
    }

    /** Puts a version into a Maven repository, with its checksum, and lists the versions. */
    static Path publish(Path repository, String artifact, String version, String api) throws IOException {
        Path folder = repository.resolve("com/acme/" + artifact);
        Path jar =
                jar(folder.resolve(version + "/" + artifact + "-" + version + ".jar"), artifact, version, api, version);
        checksum(jar, "SHA-1");
        StringBuilder versions = new StringBuilder();
        try (var folders = Files.list(folder)) {
            folders.filter(Files::isDirectory)
                    .forEach(one -> versions.append("<version>" + one.getFileName() + "</version>"));
        }
        Files.writeString(
                folder.resolve("maven-metadata.xml"),
                "<metadata><versioning><versions>" + versions + "</versions></versioning></metadata>");
        return jar;
    }

    static void checksum(Path file, String algorithm) throws IOException {
        String ending = "." + algorithm.toLowerCase(Locale.ROOT).replace("-", "");
        Files.writeString(
                file.resolveSibling(file.getFileName() + ending),
                Checksum.of(algorithm, file).digest() + "  " + file.getFileName());
    }
}
