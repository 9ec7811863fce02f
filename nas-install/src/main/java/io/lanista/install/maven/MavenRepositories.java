package io.lanista.install.maven;

import io.lanista.install.fetch.Checksum;
import io.lanista.install.fetch.FetchException;
import io.lanista.install.fetch.Fetcher;
import io.lanista.runtime.artifact.Artifact;
import io.lanista.runtime.artifact.ArtifactId;
import io.lanista.runtime.artifact.ArtifactVersion;
import io.lanista.runtime.artifact.VersionRequirement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/**
 * Looks for artifacts in Maven repositories, one after the other. Plug-ins carry all that they need, so that no dependencies are
 * resolved.
 */
public final class MavenRepositories {
    private static final long MAX_METADATA = 4 << 20;
    private static final long MAX_CHECKSUM = 4 << 10;
    private static final List<String> METADATA = List.of("maven-metadata.xml", "maven-metadata-local.xml");

    private final Fetcher fetcher;
    private final List<RemoteRepository> repositories;

    /** In the order in which they are asked. */
    public MavenRepositories(Fetcher fetcher, List<RemoteRepository> repositories) {
        this.fetcher = fetcher;
        this.repositories = List.copyOf(repositories);
    }

    /**
     * A jar that was fetched.
     *
     * @param from where it lies, for people
     * @param isChecked whether a checksum lay beside it, and was right
     */
    public record Fetched(String from, boolean isChecked) {}

    /** Where these look, for messages. */
    public List<String> places() {
        return repositories.stream()
                .map(repository -> repository.address().toString())
                .toList();
    }

    /** The versions of an artifact that will do, the newest first, each with the repositories that have it, in the order in which they are asked. */
    public Map<ArtifactVersion, List<RemoteRepository>> versions(ArtifactId id, VersionRequirement requirement) {
        Map<ArtifactVersion, List<RemoteRepository>> found = new LinkedHashMap<>();
        List<FetchException> failures = new ArrayList<>();
        for (RemoteRepository repository : repositories) {
            try {
                listed(repository, id).stream()
                        .filter(requirement::includes)
                        .distinct()
                        .forEach(version -> found.computeIfAbsent(version, none -> new ArrayList<>())
                                .add(repository));
            } catch (FetchException e) {
                failures.add(e);
            }
        }
        if (found.isEmpty() && !failures.isEmpty()) {
            throw failures.get(0);
        }
        Map<ArtifactVersion, List<RemoteRepository>> sorted = new LinkedHashMap<>();
        found.keySet().stream()
                .sorted(Comparator.<ArtifactVersion>naturalOrder().reversed())
                .forEach(version -> sorted.put(version, found.get(version)));
        return sorted;
    }

    /** The repositories that list a version, in the order in which they are asked. */
    public List<RemoteRepository> having(Artifact artifact) {
        List<RemoteRepository> having = new ArrayList<>();
        List<FetchException> failures = new ArrayList<>();
        for (RemoteRepository repository : repositories) {
            try {
                if (listed(repository, artifact.id()).contains(artifact.version())) {
                    having.add(repository);
                }
            } catch (FetchException e) {
                failures.add(e);
            }
        }
        if (having.isEmpty() && !failures.isEmpty()) {
            throw failures.get(0);
        }
        return having;
    }

    private List<ArtifactVersion> listed(RemoteRepository repository, ArtifactId id) {
        String folder = folder(id);
        for (String name : METADATA) {
            if (name.endsWith("-local.xml") && !Fetcher.isFile(repository.address())) {
                continue;
            }
            Optional<byte[]> text = fetcher.bytes(repository.address().resolve(folder + name), MAX_METADATA);
            if (text.isPresent()) {
                Element root = Xml.parse(
                        text.get(), repository.address().resolve(folder + name).toString());
                return Xml.all(root, "versioning", "versions", "version").stream()
                        .map(version ->
                                new ArtifactVersion(version.getTextContent().strip()))
                        .filter(version -> ArtifactId.isPart(version.text()))
                        .toList();
            }
        }
        return Fetcher.isFile(repository.address())
                ? folders(Path.of(repository.address().resolve(folder)))
                : List.of();
    }

    /** Versions of a repository that is a folder, and lists none: those that have a folder of their own. */
    private static List<ArtifactVersion> folders(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isDirectory)
                    .map(version -> new ArtifactVersion(version.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /**
     * Fetches a jar and compares it with its checksum. A server that has none beside it isn't trusted; a folder of this machine is.
     *
     * @return empty if the repository has no such jar
     */
    public Optional<Fetched> fetch(RemoteRepository repository, Artifact artifact, Path target) {
        String folder = folder(artifact.id()) + artifact.version() + "/";
        String name = artifact.id().artifact() + "-" + fileVersion(repository, folder, artifact) + ".jar";
        var address = repository.address().resolve(folder + name);
        if (!fetcher.file(address, target)) {
            return Optional.empty();
        }
        for (String algorithm : List.of("SHA-512", "SHA-256", "SHA-1")) {
            String ending = "." + algorithm.replace("-", "").toLowerCase(java.util.Locale.ROOT);
            var beside = repository.address().resolve(folder + name + ending);
            Optional<byte[]> text = fetcher.bytes(beside, MAX_CHECKSUM);
            if (text.isPresent()) {
                Checksum.parse(algorithm, new String(text.get(), StandardCharsets.UTF_8), beside.toString())
                        .check(target, address.toString());
                return Optional.of(new Fetched(address.toString(), true));
            }
        }
        if (!Fetcher.isFile(address)) {
            throw new FetchException(
                    address + " has no checksum beside it (.sha512, .sha256 or .sha1), and so can't be checked."
                            + " Nothing was installed. Maybe fetch it yourself, and install the file.");
        }
        return Optional.of(new Fetched(address.toString(), false));
    }

    /** The version as files have it: that of a snapshot may have a time instead. */
    private String fileVersion(RemoteRepository repository, String folder, Artifact artifact) {
        if (!artifact.version().isSnapshot()) {
            return artifact.version().text();
        }
        var address = repository.address().resolve(folder + METADATA.get(0));
        return fetcher.bytes(address, MAX_METADATA)
                .flatMap(text ->
                        Xml.all(
                                        Xml.parse(text, address.toString()),
                                        "versioning",
                                        "snapshotVersions",
                                        "snapshotVersion")
                                .stream()
                                .filter(version -> Xml.text(version, "extension")
                                                .orElse("")
                                                .equals("jar")
                                        && Xml.text(version, "classifier").isEmpty())
                                .findFirst()
                                .flatMap(version -> Xml.text(version, "value")))
                .filter(ArtifactId::isPart)
                .orElse(artifact.version().text());
    }

    private static String folder(ArtifactId id) {
        return id.group().replace('.', '/') + "/" + id.artifact() + "/";
    }
}
