package io.lanista.cli.scaffold;

import io.lanista.api.failure.Blame;
import io.lanista.api.failure.LanistaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A new project of a plug-in: a build, a class that works, its file in {@code META-INF/services}, its contract test, an experiment to
 * try it with, and a build for a server.
 *
 * @param coordinates whose it is and how it is called
 * @param kind what it provides
 * @param gradle whether Gradle builds it, and not Maven
 * @param repository where Lanista's artifacts are
 */
public record PluginProject(Coordinates coordinates, PluginKind kind, boolean gradle, URI repository) {
    /**
     * Writes it into a folder that doesn't exist yet, or is empty.
     *
     * @return the files, relative to the folder
     */
    public List<Path> write(Path folder) {
        try {
            if (Files.exists(folder) && !isEmpty(folder)) {
                throw new LanistaException(
                        Blame.USER,
                        "The folder (" + folder
                                + ") is there already, and not empty. Maybe name another one with --to.");
            }
            Map<String, String> files = files();
            ProjectFiles.write(folder, files);
            return files.keySet().stream().map(Path::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /** Where the build puts the jar. */
    public String jar() {
        return jarFolder() + "/" + coordinates.artifact() + "-1.0.0.jar";
    }

    /** Where the build puts the jar, as a folder of plug-ins. */
    public String jarFolder() {
        return gradle ? "build/libs" : "target";
    }

    /** The command that builds and tests it. */
    public String build() {
        return gradle ? "gradle build" : "./mvnw -B verify";
    }

    /** All files, by their path. */
    Map<String, String> files() {
        String sources = coordinates.group().replace('.', '/') + "/" + coordinates.className();
        Map<String, String> files = new LinkedHashMap<>();
        if (gradle) {
            files.put("build.gradle", filled("build.gradle"));
            files.put("settings.gradle", filled("settings.gradle"));
        } else {
            files.put("pom.xml", filled("pom.xml"));
            files.putAll(ProjectFiles.mavenWrapper());
        }
        files.put("src/main/java/" + sources + ".java", filled(kind.word() + "/plugin.txt"));
        files.put(
                "src/main/resources/META-INF/services/" + kind.service(),
                coordinates.group() + "." + coordinates.className() + "\n");
        files.put("src/test/java/" + sources + "Test.java", filled(kind.word() + "/plugin-test.txt"));
        files.put("experiment.yaml", filled(kind.word() + "/experiment.yaml"));
        files.put(".github/workflows/build.yaml", filled("ci.yaml"));
        files.put(".gitignore", filled("gitignore"));
        files.put("README.md", filled("README.md"));
        return files;
    }

    private String filled(String template) {
        return Templates.filled(template, values());
    }

    private Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        Properties versions = Templates.versions();
        versions.stringPropertyNames().forEach(name -> values.put(name, versions.getProperty(name, "")));
        values.put("platform", versions.getProperty("junit", "").replaceFirst("^5", "1"));
        boolean needsNatives = gradle && kind != PluginKind.STRATEGY;
        values.put("natives", needsNatives ? natives(versions.getProperty("libtorch", "")) : "");
        values.put("group", coordinates.group());
        values.put("package", coordinates.group());
        values.put("artifact", coordinates.artifact());
        values.put("Class", coordinates.className());
        values.put("name", coordinates.providerName(kind));
        values.put("kind", kind.word());
        values.put("description", "A " + kind.word() + " for Lanista.");
        values.put("hostArtifact", "io.lanista:" + kind.artifact() + ":" + versions.getProperty("lanista", ""));
        values.put("dependencies", kind == PluginKind.STRATEGY ? "" : dependency(kind.artifact()));
        values.put("repository", repository.toString());
        values.put("tool", gradle ? "gradle" : "maven");
        values.put("build", build());
        values.put("jar", jar());
        values.put("jarFolder", jarFolder());
        return values;
    }

    /** Maven chooses the native library for the machine that it runs on; Gradle is told. */
    private static String natives(String libtorch) {
        return "    testRuntimeOnly \"ai.djl.pytorch:pytorch-native-cpu:" + libtorch + ":${nativeLibrary}\"\n";
    }

    private static String dependency(String artifact) {
        return """

                  <!-- The host's: version and scope come from the parent. -->
                  <dependencies>
                    <dependency>
                      <groupId>io.lanista</groupId>
                      <artifactId>ARTIFACT</artifactId>
                    </dependency>
                  </dependencies>
                """.replace("ARTIFACT", artifact);
    }
}
