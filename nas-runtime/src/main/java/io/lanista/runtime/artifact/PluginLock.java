package io.lanista.runtime.artifact;

import io.lanista.api.failure.Blame;
import io.lanista.api.failure.LanistaException;
import io.lanista.djl.file.DataFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The plug-ins of an experiment by the digests of their bytes, as a file: a line for each, with bundle, version, SHA-256, and the name
 * under which it is published (or {@code -}). What begins with {@code #} is a comment.
 *
 * @param jars in the order of their names
 */
public record PluginLock(List<JarIdentity> jars) {
    /** What the file is called, beside an experiment or in a run's folder. */
    public static final String FILE = "plugins.lock";

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final String UNPUBLISHED = "-";
    private static final int SHORT = 12;

    /** Sorts. */
    public PluginLock {
        jars = jars.stream()
                .sorted(Comparator.comparing(JarIdentity::bundle).thenComparing(JarIdentity::version))
                .toList();
    }

    /**
     * Reads a file.
     *
     * @throws LanistaException if it isn't there, or isn't one
     */
    public static PluginLock read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new LanistaException(
                    Blame.USER, "The lock (" + file + ") can't be read: " + DataFile.reason(e) + ".", e);
        }
        List<JarIdentity> jars = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                jars.add(jar(line, file, i + 1));
            }
        }
        return new PluginLock(jars);
    }

    private static JarIdentity jar(String line, Path file, int number) {
        String[] parts = line.split("\\s+");
        if (parts.length != 4 || !SHA_256.matcher(parts[2]).matches()) {
            throw new LanistaException(
                    Blame.USER,
                    "The line (" + number + ") of the lock (" + file
                            + ") is not a bundle, a version, a SHA-256 and a published name. Maybe make it anew.");
        }
        return new JarIdentity(parts[0], parts[1], parts[3].equals(UNPUBLISHED) ? "" : parts[3], parts[2]);
    }

    /** Writes a file, in the place of the one that is there. */
    public void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder("# Bundle, version, SHA-256, published as.\n");
        for (JarIdentity jar : jars) {
            text.append(jar.bundle())
                    .append(' ')
                    .append(jar.version())
                    .append(' ')
                    .append(jar.sha256());
            text.append(' ')
                    .append(jar.artifact().isEmpty() ? UNPUBLISHED : jar.artifact())
                    .append('\n');
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, text.toString(), StandardCharsets.UTF_8);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What of this an experiment uses otherwise, in sentences; none if it uses nothing but what is locked. */
    public List<String> violations(List<JarIdentity> used) {
        List<String> violations = new ArrayList<>();
        for (JarIdentity jar : used) {
            List<JarIdentity> named = jars.stream()
                    .filter(locked -> locked.bundle().equals(jar.bundle()))
                    .toList();
            Optional<JarIdentity> sameVersion = named.stream()
                    .filter(locked -> locked.version().equals(jar.version()))
                    .findFirst();
            if (named.isEmpty()) {
                violations.add("the plug-in " + jar.origin() + " is not in it");
            } else if (sameVersion.isEmpty()) {
                violations.add("the plug-in " + jar.origin() + " is there as "
                        + named.get(0).origin());
            } else if (!sameVersion.get().sha256().equals(jar.sha256())) {
                violations.add(otherBytes(sameVersion.get(), jar));
            }
        }
        return violations;
    }

    /** That two plug-ins of one name and version are not the same. */
    public static String otherBytes(JarIdentity then, JarIdentity now) {
        return "the plug-in " + now.origin() + " has the same name and version, and other bytes (SHA-256 "
                + now.sha256().substring(0, SHORT) + "… instead of "
                + then.sha256().substring(0, SHORT) + "…)";
    }

    /** Under which name a plug-in of the lock can be fetched, if it is published. */
    public static Optional<Artifact> published(JarIdentity jar) {
        String[] parts = jar.artifact().split(":", -1);
        return parts.length == 3 ? Optional.of(Artifact.of(parts[0], parts[1], parts[2])) : Optional.empty();
    }
}
