package io.lanista.runtime.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A strategy, an evaluator or anything else that an experiment uses: one of the plug-ins, by its name, or an object of the program
 * that embeds the runtime.
 *
 * @param name as users write it, such as {@code tpe} or {@code tpe@[1.2,2)}
 * @param options as they were given; checked when the experiment starts
 * @param object the object, if it is not looked up
 * @param <S> the interface
 */
public record PluginChoice<S>(String name, Map<String, Object> options, Optional<S> object) {
    /** Copies the options. */
    public PluginChoice {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /** The plug-in with this name. */
    public static <S> PluginChoice<S> named(String name, Map<String, ?> options) {
        return new PluginChoice<>(
                Objects.requireNonNull(name, "The name of a plug-in is null"), copy(options), Optional.empty());
    }

    /** An object, which calls itself by this name. */
    public static <S> PluginChoice<S> given(String name, S object, Map<String, ?> options) {
        return new PluginChoice<>(name, copy(options), Optional.of(object));
    }

    private static Map<String, Object> copy(Map<String, ?> options) {
        return new LinkedHashMap<>(
                Objects.requireNonNull(options, "The table of options is null; Map.of() is an empty one"));
    }
}
