package io.lanista.install.index;

import io.lanista.install.fetch.FetchException;
import io.lanista.install.fetch.WaysOut;
import io.lanista.runtime.artifact.Artifact;
import io.lanista.runtime.artifact.ArtifactVersion;
import io.lanista.runtime.plugin.JarInspection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Adds plug-ins to an index: a folder that any web server or Git repository can hand out.
 *
 * @param folder of the index
 * @param keyFile the secret key of the index
 */
public record IndexPublisher(Path folder, Path keyFile) {
    /**
     * Adds a jar.
     *
     * @param artifact under which name; what the jar says if empty
     * @param provides kinds and names, such as {@code strategy annealing}
     * @return under which name it was added
     */
    public Artifact publish(Path jar, Optional<Artifact> artifact, String description, List<String> provides) {
        JarInspection inspected = JarInspection.of(jar);
        Artifact published = artifact.or(inspected::artifact)
                .orElseThrow(() -> new FetchException(jar.getFileName()
                        + " doesn't say under which name it is published. " + WaysOut.NAME_THE_ARTIFACT));
        ArtifactVersion version = published.version();
        if (!PluginIndex.isVersion(version.text())) {
            throw new FetchException(
                    "'" + version
                            + "' can't be the version of a published plug-in, since files are called after it. It has letters, digits, '.', '-', '+' and '_'.");
        }
        IndexKeys.SecretKey key = IndexKeys.SecretKey.read(keyFile);
        try {
            Files.createDirectories(folder);
            PluginIndex before = read(key);
            refuseOtherBytes(before, published, inspected.sha256());
            String file = published.id().group() + "/" + published.id().artifact() + "-" + version + ".jar";
            Path target = folder.resolve(file);
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            replace(target, Files.readAllBytes(jar));
            byte[] json = before.with(
                            published.id(),
                            description,
                            new PluginIndex.Version(version, file, inspected.sha256(), provides))
                    .toJson();
            replace(folder.resolve(PluginIndex.FILE), json);
            replace(
                    folder.resolve(PluginIndex.SIGNATURE),
                    key.sign(json).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return published;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The list so far: that of another key is not carried on. */
    private PluginIndex read(IndexKeys.SecretKey key) throws IOException {
        Path file = folder.resolve(PluginIndex.FILE);
        if (!Files.exists(file)) {
            return new PluginIndex(0, List.of());
        }
        byte[] json = Files.readAllBytes(file);
        String signature = Files.readString(folder.resolve(PluginIndex.SIGNATURE));
        if (!IndexKeys.isSignedBy(key.forUsers(), json, signature)) {
            throw new FetchException("The index in " + folder + " isn't signed with the key in " + keyFile
                    + ", so that nothing is added to it. Maybe use the key that it was begun with, or another folder.");
        }
        return PluginIndex.parse(json, folder.toString());
    }

    private static void refuseOtherBytes(PluginIndex index, Artifact artifact, String sha256) {
        index.versions(artifact).stream().findFirst().ifPresent(version -> {
            throw new FetchException(artifact + " is published already"
                    + (version.sha256().equals(sha256) ? ", with the same bytes." : ", with other bytes.")
                    + " Those who have it count on that: give the new one another version.");
        });
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, content);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
