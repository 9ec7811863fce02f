package io.lanista.install.index;

import io.lanista.api.failure.Blame;
import io.lanista.install.fetch.FetchException;
import io.lanista.runtime.artifact.Artifact;
import io.lanista.runtime.artifact.ArtifactId;
import io.lanista.runtime.artifact.ArtifactVersion;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A list of plug-ins as a static file, {@code index.json}, with a signature beside it, {@code index.json.sig}.
 *
 * @param serial rises with each change, so that an older list is noticed
 * @param entries the plug-ins, by name
 */
public record PluginIndex(long serial, List<Entry> entries) {
    static final String FILE = "index.json";
    static final String SIGNATURE = "index.json.sig";
    private static final int FORMAT = 1;
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\u202a-\\u202e\\u2066-\\u2069]+");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Sorts. */
    public PluginIndex {
        entries = entries.stream()
                .sorted(Comparator.comparing(entry -> entry.id().toString()))
                .toList();
    }

    /**
     * A plug-in.
     *
     * @param id under which name it is published
     * @param description in one sentence
     * @param versions all that there are
     */
    public record Entry(ArtifactId id, String description, List<Version> versions) {
        /** The newest first. */
        public Entry {
            versions = versions.stream()
                    .sorted(Comparator.comparing(Version::version).reversed())
                    .toList();
        }

        /** Whether it is called so, or provides something that is. */
        public boolean isCalled(String name) {
            return id.artifact().equals(name)
                    || id.toString().equals(name)
                    || versions.stream().flatMap(v -> v.provides().stream()).anyMatch(p -> p.endsWith(" " + name));
        }

        /** Whether any of its texts holds these words. */
        public boolean matches(String words) {
            String all = (id + " " + description + " "
                            + versions.stream()
                                    .flatMap(v -> v.provides().stream())
                                    .toList())
                    .toLowerCase(Locale.ROOT);
            return List.of(words.toLowerCase(Locale.ROOT).split("\\s+")).stream()
                    .allMatch(all::contains);
        }
    }

    /**
     * One version of a plug-in.
     *
     * @param version which one
     * @param file where its jar is, seen from the index
     * @param sha256 the digest that the jar must have
     * @param provides kinds and names, such as {@code strategy annealing}
     */
    public record Version(ArtifactVersion version, String file, String sha256, List<String> provides) {
        /** Copies. */
        public Version {
            provides = List.copyOf(provides);
        }
    }

    /** What it lists under a name and a version; mostly one or nothing. */
    public List<Version> versions(Artifact artifact) {
        return entries.stream()
                .filter(entry -> entry.id().equals(artifact.id()))
                .flatMap(entry -> entry.versions().stream())
                .filter(version -> version.version().equals(artifact.version()))
                .toList();
    }

    /**
     * The same with one version more.
     *
     * @param description as before if blank
     */
    PluginIndex with(ArtifactId id, String description, Version version) {
        List<Entry> changed = new ArrayList<>();
        List<Version> versions = new ArrayList<>(List.of(version));
        String told = description;
        for (Entry entry : entries) {
            if (entry.id().equals(id)) {
                versions.addAll(entry.versions());
                told = description.isBlank() ? entry.description() : description;
            } else {
                changed.add(entry);
            }
        }
        changed.add(new Entry(id, told, versions));
        return new PluginIndex(serial + 1, changed);
    }

    byte[] toJson() {
        List<Map<String, Object>> plugins = new ArrayList<>();
        for (Entry entry : entries) {
            List<Map<String, Object>> versions = new ArrayList<>();
            for (Version version : entry.versions()) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("version", version.version().text());
                one.put("file", version.file());
                one.put("sha256", version.sha256());
                one.put("provides", version.provides());
                versions.add(one);
            }
            Map<String, Object> plugin = new LinkedHashMap<>();
            plugin.put("group", entry.id().group());
            plugin.put("artifact", entry.id().artifact());
            plugin.put("description", entry.description());
            plugin.put("versions", versions);
            plugins.add(plugin);
        }
        Map<String, Object> index = new LinkedHashMap<>();
        index.put("format", FORMAT);
        index.put("serial", serial);
        index.put("plugins", plugins);
        return (JSON.writeValueAsString(index) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static PluginIndex parse(byte[] json, String from) {
        try {
            JsonNode root = JSON.readTree(json);
            if (root.path("format").asInt(0) != FORMAT) {
                throw new FetchException(
                        "The index " + from + " has a format that this version doesn't know. Maybe use a newer one.");
            }
            List<Entry> entries = new ArrayList<>();
            for (JsonNode plugin : root.path("plugins")) {
                entries.add(entry(plugin, from));
            }
            return new PluginIndex(root.path("serial").asLong(0), entries);
        } catch (JacksonException e) {
            throw new FetchException(
                    Blame.USER, "The index " + from + " is no JSON that can be read. Maybe tell its owner.", e);
        }
    }

    /** Whether a text can be a version, after which files are called. */
    public static boolean isVersion(String text) {
        return ArtifactId.isPart(text.replace('+', '-'));
    }

    private static Entry entry(JsonNode plugin, String from) {
        String group = need(plugin, "group", ArtifactId::isPart, from);
        String artifact = need(plugin, "artifact", ArtifactId::isPart, from);
        List<Version> versions = new ArrayList<>();
        for (JsonNode version : plugin.path("versions")) {
            List<String> provides = new ArrayList<>();
            version.path("provides").forEach(provided -> provides.add(printable(provided.asString(""))));
            versions.add(new Version(
                    new ArtifactVersion(need(version, "version", PluginIndex::isVersion, from)),
                    need(version, "file", PluginIndex::isAddress, from),
                    need(version, "sha256", digest -> SHA_256.matcher(digest).matches(), from),
                    provides));
        }
        return new Entry(new ArtifactId(group, artifact), printable(text(plugin, "description")), versions);
    }

    /** A text that becomes a part of paths and addresses, and so is checked before anything is made of it. */
    private static String need(JsonNode node, String name, Predicate<String> isGood, String from) {
        String text = text(node, name);
        if (!isGood.test(text)) {
            throw new FetchException("The index " + from + " has '" + printable(text) + "' as " + name
                    + " of a plug-in, which can't be. Nothing of it is used. Maybe tell its owner.");
        }
        return text;
    }

    private static boolean isAddress(String text) {
        try {
            return !text.isBlank() && !new URI(text).toString().isEmpty();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Without what would do something to a terminal. */
    private static String printable(String text) {
        return UNPRINTABLE.matcher(text).replaceAll(" ");
    }

    private static String text(JsonNode node, String name) {
        return Objects.requireNonNullElse(node.path(name).asString(""), "");
    }
}
