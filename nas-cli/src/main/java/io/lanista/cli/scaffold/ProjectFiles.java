package io.lanista.cli.scaffold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The files of a new project. */
final class ProjectFiles {
    private static final String SCRIPT = "mvnw";

    private ProjectFiles() {}

    /** The Maven wrapper, which is this project's own: scripts that fetch Maven where there is none. By their path, in the order in which they are written. */
    static Map<String, String> mavenWrapper() {
        Map<String, String> files = new LinkedHashMap<>();
        for (String file : new String[] {SCRIPT, SCRIPT + ".cmd", ".mvn/wrapper/maven-wrapper.properties"}) {
            files.put(file, Templates.filled("wrapper/" + file, Map.of()));
        }
        return files;
    }

    /**
     * Writes texts.
     *
     * @param files by their path from the folder
     */
    static void write(Path folder, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            Files.writeString(path, file.getValue());
            if (file.getKey().equals(SCRIPT)) {
                path.toFile().setExecutable(true, false);
            }
        }
    }
}
