package io.lanista.runtime.plugin;

/**
 * Where a provider comes from.
 *
 * @param bundle the symbolic name of its bundle; {@value #CLASS_PATH} for a class folder or a jar without OSGi headers on
 *     the class path of the host
 * @param version the version of the bundle, such as {@code 1.2.0}
 * @param file the jar as the host was given it, or {@code class path}
 */
public record PluginOrigin(String bundle, String version, String file) {
    /** The bundle name of what has no name of its own, because it lies on the class path without OSGi headers. */
    public static final String CLASS_PATH = "classpath";

    /** Whether the host's own class path has it, so that it needs no jar beside that. */
    public boolean isOnClassPath() {
        return file.equals(ClassPathProviders.FILE);
    }

    @Override
    public String toString() {
        return bundle + " " + version + " (" + file + ")";
    }
}
