package io.lanista.install;

import io.lanista.install.fetch.FetchException;
import io.lanista.install.maven.RemoteRepository;
import io.lanista.runtime.artifact.ArtifactRequest;
import io.lanista.runtime.artifact.VersionRequirement;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is to be installed, as people write it. */
public sealed interface InstallRequest {
    /** By the name under which it is published in Maven repositories. */
    record Published(ArtifactRequest request) implements InstallRequest {}

    /** By the name that an index gives it. */
    record Named(String name, VersionRequirement version) implements InstallRequest {}

    /** A file. */
    record Local(Path file) implements InstallRequest {}

    /**
     * A file on a server.
     *
     * @param sha256 the digest that it must have; if empty, a checksum must lie beside it
     */
    record Remote(URI address, Optional<String> sha256) implements InstallRequest {}

    /** A digest at the end of an address. */
    Pattern DIGEST = Pattern.compile("(.+?)#(?:sha256=([0-9a-fA-F]{64})|.*)");

    /**
     * Reads {@code group:artifact[:version or range]}, a file, an address (with {@code #sha256=…} at its end if there is no checksum
     * beside it), or {@code name[@version or range]}.
     */
    static InstallRequest parse(String text) {
        if (text.matches("(?i)https?://.*|file:.*")) {
            Matcher digest = DIGEST.matcher(text);
            if (digest.matches() && digest.group(2) == null) {
                throw new FetchException("The end of (" + text
                        + ") is no digest. Write '#sha256=' and 64 digits from 0 to f behind the address, or nothing.");
            }
            return digest.matches()
                    ? new Remote(RemoteRepository.address(digest.group(1)), Optional.of(digest.group(2)))
                    : new Remote(RemoteRepository.address(text), Optional.empty());
        }
        if (text.endsWith(".jar") || text.contains("/") || text.contains("\\")) {
            Path file = Path.of(text);
            if (!Files.isRegularFile(file)) {
                throw new FetchException("The file (" + text + ") doesn't exist. Maybe check its path.");
            }
            return new Local(file);
        }
        if (text.contains(":")) {
            return new Published(ArtifactRequest.parse(text));
        }
        String[] parts = text.split("@", 2);
        return new Named(parts[0], parts.length == 1 ? VersionRequirement.ANY : new VersionRequirement(parts[1]));
    }
}
