package io.lanista.runtime.plugin;

import java.util.List;
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
 */
public record PluginInfo(
        @Nullable String bundle,
        @Nullable String version,
        String file,
        State state,
        List<Provided> provides,
        List<String> problems) {
    /** Copies the lists. */
    public PluginInfo {
        provides = List.copyOf(provides);
        problems = List.copyOf(problems);
    }

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
