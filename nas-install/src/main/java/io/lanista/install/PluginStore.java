package io.lanista.install;

import io.lanista.api.failure.Blame;
import io.lanista.api.failure.LanistaException;
import io.lanista.install.fetch.FetchException;
import io.lanista.install.fetch.WaysOut;
import io.lanista.install.index.PluginIndex;
import io.lanista.runtime.artifact.Artifact;
import io.lanista.runtime.plugin.JarInspection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A folder of plug-ins that were installed, and the book of them, {@code installed.json}. Several processes may use it at once.
 *
 * @param folder where; made with the first plug-in
 */
public record PluginStore(Path folder) {
    private static final String BOOK = "installed.json";
    private static final String LOCK = ".lock";
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** What was installed, but for jars that somebody has taken away. */
    public List<InstalledPlugin> installed() {
        Path book = folder.resolve(BOOK);
        List<InstalledPlugin> plugins = new ArrayList<>();
        if (!Files.exists(book)) {
            return plugins;
        }
        try {
            for (JsonNode plugin : JSON.readTree(Files.readAllBytes(book)).path("plugins")) {
                InstalledPlugin installed = read(plugin);
                if (Files.exists(folder.resolve(installed.file()))) {
                    plugins.add(installed);
                }
            }
            plugins.removeIf(plugin -> isOverwritten(plugin, plugins));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JacksonException | IllegalArgumentException | LanistaException e) {
            throw new FetchException(
                    Blame.USER, "The file (" + book + ") can't be read: " + e.getMessage() + " Maybe remove it.", e);
        }
        return plugins;
    }

    /** Whether the file of a plug-in has become that of another one in the book, which then is the one that is there. */
    private boolean isOverwritten(InstalledPlugin plugin, List<InstalledPlugin> plugins) {
        List<InstalledPlugin> sharing = plugins.stream()
                .filter(other -> other.file().equals(plugin.file()))
                .toList();
        if (sharing.size() < 2) {
            return false;
        }
        String there = digest(folder.resolve(plugin.file()));
        return !plugin.sha256().equals(there)
                && sharing.stream().anyMatch(other -> other.sha256().equals(there));
    }

    private static InstalledPlugin read(JsonNode plugin) {
        String[] artifact = plugin.path("artifact").asString("").split(":", -1);
        return new InstalledPlugin(
                plugin.path("bundle").asString(""),
                plugin.path("version").asString(""),
                artifact.length == 3
                        ? Optional.of(Artifact.of(artifact[0], artifact[1], artifact[2]))
                        : Optional.empty(),
                plugin.path("sha256").asString(""),
                plugin.path("file").asString(""),
                plugin.path("from").asString(""));
    }

    /**
     * Where a jar is put until it is known to be good: in the folder itself, so that it only has to be renamed, under a name that no
     * host looks at.
     */
    Path part() {
        try {
            Files.createDirectories(folder);
            return Files.createFile(folder.resolve("." + UUID.randomUUID() + ".part")); // Others may read it, too.
        } catch (IOException e) {
            throw new FetchException(
                    Blame.USER,
                    "The folder of plug-ins (" + folder + ") can't be written: " + e + ". "
                            + WaysOut.NAME_ANOTHER_FOLDER,
                    e);
        }
    }

    /**
     * Takes a jar over.
     *
     * @param part from {@link #part}; gone after this
     * @param replaced is taken away, if it is another one
     */
    InstalledPlugin add(
            Path part,
            JarInspection inspected,
            Optional<Artifact> artifact,
            String from,
            Optional<InstalledPlugin> replaced) {
        artifact.map(published -> published.version().text())
                .filter(version -> !PluginIndex.isVersion(version))
                .ifPresent(version -> {
                    throw new FetchException("The version (" + version + ") of (" + inspected.bundle()
                            + ") can't be that of a plug-in, since files are called after it. It has letters, digits, '.',"
                            + " '-', '+' and '_'.");
                });
        InstalledPlugin[] added = new InstalledPlugin[1];
        change(plugins -> {
            InstalledPlugin plugin = new InstalledPlugin(
                    inspected.bundle(),
                    inspected.version(),
                    artifact,
                    inspected.sha256(),
                    file(inspected, artifact, plugins),
                    from);
            List<InstalledPlugin> changed = new ArrayList<>(plugins);
            for (InstalledPlugin other : plugins) {
                boolean same = isSame(other, inspected);
                if (same && !other.sha256().equals(plugin.sha256())) {
                    throw new FetchException(
                            plugin + " is installed already, with other bytes (SHA-256 " + other.sha256()
                                    + ", and now " + plugin.sha256()
                                    + "). One name and version is one plug-in: maybe remove the other one first.");
                }
                if (same || replaced.filter(other::equals).isPresent()) {
                    changed.remove(other);
                }
            }
            move(part, folder.resolve(plugin.file()));
            changed.add(plugin);
            added[0] = plugin;
            return changed;
        });
        replaced.filter(other -> !other.file().equals(added[0].file())).ifPresent(this::delete);
        return added[0];
    }

    private static boolean isSame(InstalledPlugin plugin, JarInspection inspected) {
        return plugin.bundle().equals(inspected.bundle()) && plugin.version().equals(inspected.version());
    }

    /**
     * What a jar is called here: after the artifact, or after the bundle where that name belongs to another plug-in. What nobody has
     * installed is left alone.
     */
    private String file(JarInspection inspected, Optional<Artifact> artifact, List<InstalledPlugin> plugins) {
        Optional<InstalledPlugin> installed =
                plugins.stream().filter(plugin -> isSame(plugin, inspected)).findFirst();
        if (installed.isPresent()) {
            return installed.get().file();
        }
        String ofBundle = inspected.bundle() + "-" + inspected.version() + ".jar";
        String usual = artifact.map(published -> published.id().artifact() + "-" + published.version() + ".jar")
                .orElse(ofBundle);
        boolean isTaken = plugins.stream().anyMatch(other -> other.file().equals(usual));
        String file = isTaken ? ofBundle : usual;
        Path place = folder.resolve(file);
        if (Files.exists(place) && !digest(place).equals(inspected.sha256())) {
            throw new FetchException("The file (" + place
                    + ") is there already, with other bytes, and was not installed by this. Maybe move it away first.");
        }
        return file;
    }

    private static String digest(Path file) {
        try {
            return JarInspection.sha256(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a plug-in away. */
    void remove(InstalledPlugin plugin) {
        change(plugins ->
                plugins.stream().filter(other -> !other.equals(plugin)).toList());
        delete(plugin);
    }

    private void delete(InstalledPlugin plugin) {
        try {
            Files.deleteIfExists(folder.resolve(plugin.file()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void move(Path part, Path target) {
        try {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes the book, while no other process does. */
    private void change(UnaryOperator<List<InstalledPlugin>> change) {
        try (FileChannel channel =
                        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            List<InstalledPlugin> changed = change.apply(installed());
            List<Map<String, Object>> plugins = new ArrayList<>();
            changed.forEach(plugin -> plugins.add(tree(plugin)));
            Path part = folder.resolve(BOOK + ".part");
            Files.writeString(part, JSON.writeValueAsString(Map.of("plugins", plugins)) + "\n");
            move(part, folder.resolve(BOOK));
            if (!lock.isValid()) {
                throw new IOException("The lock of " + folder + " was lost.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As JSON writes it. */
    public static Map<String, Object> tree(InstalledPlugin plugin) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("bundle", plugin.bundle());
        tree.put("version", plugin.version());
        tree.put("artifact", plugin.artifact().map(Artifact::toString).orElse(""));
        tree.put("sha256", plugin.sha256());
        tree.put("file", plugin.file());
        tree.put("from", plugin.from());
        return tree;
    }
}
