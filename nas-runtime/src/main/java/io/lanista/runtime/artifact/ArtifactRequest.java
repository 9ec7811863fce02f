package io.lanista.runtime.artifact;

import io.lanista.api.failure.Blame;
import io.lanista.api.failure.LanistaException;

/**
 * A published plug-in in one of some versions, written {@code com.acme:annealing}, {@code com.acme:annealing:1.0.0} or {@code
 * com.acme:annealing:[1,2)}.
 *
 * @param id its name
 * @param version which versions will do
 */
public record ArtifactRequest(ArtifactId id, VersionRequirement version) {
    /**
     * Reads one.
     *
     * @throws LanistaException if it is none, with a sentence for the user
     */
    public static ArtifactRequest parse(String text) {
        String[] parts = text.strip().split(":", 3);
        if (parts.length < 2) {
            throw new LanistaException(
                    Blame.USER,
                    "'" + text + "' names no published plug-in. Write group:artifact, group:artifact:version or"
                            + " group:artifact:range, such as com.acme:annealing:[1,2).");
        }
        return new ArtifactRequest(
                new ArtifactId(parts[0], parts[1]),
                parts.length == 2 ? VersionRequirement.ANY : new VersionRequirement(parts[2].strip()));
    }

    @Override
    public String toString() {
        return id + (version.text().isEmpty() ? "" : ":" + version.text());
    }
}
