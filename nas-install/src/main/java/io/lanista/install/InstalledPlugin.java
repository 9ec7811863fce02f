package io.lanista.install;

import io.lanista.runtime.artifact.Artifact;
import io.lanista.runtime.artifact.JarIdentity;
import java.util.Optional;

/**
 * A plug-in that was installed.
 *
 * @param bundle its symbolic name
 * @param version the bundle's
 * @param artifact under which name it is published, if it is
 * @param sha256 the digest of its bytes
 * @param file the jar, in the folder of plug-ins
 * @param from where it came from
 */
public record InstalledPlugin(
        String bundle, String version, Optional<Artifact> artifact, String sha256, String file, String from) {
    /** Whether people may call it so. */
    public boolean isCalled(String name) {
        return bundle.equals(name)
                || (bundle + ":" + version).equals(name)
                || artifact.filter(published -> published.toString().equals(name)
                                || published.id().toString().equals(name)
                                || published.id().artifact().equals(name))
                        .isPresent();
    }

    /** As a lock has it. */
    public JarIdentity identity() {
        return new JarIdentity(bundle, version, artifact.map(Artifact::toString).orElse(""), sha256);
    }

    /** Name and version. */
    @Override
    public String toString() {
        return artifact.map(Artifact::toString).orElse(bundle + " " + version);
    }
}
