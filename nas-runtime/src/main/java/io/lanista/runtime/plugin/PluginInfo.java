package io.lanista.runtime.plugin;

import io.lanista.runtime.artifact.Artifact;
import io.lanista.runtime.artifact.ArtifactRequest;
import io.lanista.runtime.artifact.ArtifactVersion;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of the list of plug-ins.
 *
 * @param bundle the symbolic name, or null where the file has none that could be read
 * @param version the version of the bundle, or null where the file has none that could be read
 * @param file the jar, or {@code class path}
 * @param state whether it is used
 * @param provides what was loaded from it, in the order in which it names them
 * @param problems one sentence for each thing that is wrong; for an active plug-in these are the providers that failed
 * @param jar which bytes are in use; empty for what lies on the class path, or isn't used
 */
public record PluginInfo(
        @Nullable String bundle,
        @Nullable String version,
        String file,
        State state,
        List<Provided> provides,
        List<String> problems,
        Optional<Jar> jar) {
    /** Copies the lists. */
    public PluginInfo {
        provides = List.copyOf(provides);
        problems = List.copyOf(problems);
    }

    /** Whether it is in use and published under this name, in a version that will do; what says nothing of that, by its bundle. */
    public boolean isPublishedAs(ArtifactRequest request) {
        if (state != State.ACTIVE) {
            return false;
        }
        Optional<Artifact> artifact = jar.flatMap(Jar::artifact);
        if (artifact.isPresent()) {
            return artifact.get().id().equals(request.id())
                    && request.version().includes(artifact.get().version());
        }
        String published = request.id().group() + "." + request.id().artifact();
        return published.equals(bundle) && request.version().includes(new ArtifactVersion(String.valueOf(version)));
    }

    /** Whether the host finds it on its own class path, and not in a jar of a folder of plug-ins. */
    public boolean isOnClassPath() {
        return file.equals(ClassPathProviders.FILE);
    }

    /**
     * The bytes of a plug-in.
     *
     * @param sha256 their digest, in 64 hexadecimal digits
     * @param artifact under which name they say they are published
     */
    public record Jar(String sha256, Optional<Artifact> artifact) {}

    /** Whether a plug-in is used. */
    public enum State {
        /** Its providers can be selected. */
        ACTIVE,
        /** Replaced or taken away: searches that run keep it, new ones don't get it. */
        RETIRING,
        /** Not used: {@link PluginInfo#problems()} says why. */
        REFUSED
    }

    /**
     * One provider of a plug-in.
     *
     * @param noun what kind it is, such as {@code strategy}
     * @param name its name
     * @param className its class
     */
    public record Provided(String noun, String name, String className) {}
}
