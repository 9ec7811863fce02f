package io.lanista.runtime.artifact;

/**
 * The bytes of one plug-in.
 *
 * @param bundle its symbolic name
 * @param version the bundle's
 * @param artifact under which name it is published, such as {@code com.acme:annealing:1.0.0}; empty if it doesn't say
 * @param sha256 their digest, in 64 hexadecimal digits
 */
public record JarIdentity(String bundle, String version, String artifact, String sha256) {
    /** Bundle and version. */
    public String origin() {
        return bundle + " " + version;
    }
}
