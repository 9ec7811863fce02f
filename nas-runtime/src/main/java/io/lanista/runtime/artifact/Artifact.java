package io.lanista.runtime.artifact;

/**
 * One version of a published plug-in.
 *
 * @param id its name
 * @param version which one
 */
public record Artifact(ArtifactId id, ArtifactVersion version) {
    /** Of three texts, each of them checked. */
    public static Artifact of(String group, String artifact, String version) {
        return new Artifact(
                new ArtifactId(group, artifact),
                new VersionRequirement(version).only().orElseThrow(() -> new IllegalArgumentException(version)));
    }

    /** As in {@code com.acme:annealing:1.0.0}. */
    @Override
    public String toString() {
        return id + ":" + version;
    }
}
