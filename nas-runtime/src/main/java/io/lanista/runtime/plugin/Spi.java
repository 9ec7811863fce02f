package io.lanista.runtime.plugin;

import io.lanista.api.option.Option;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * One kind of thing that plug-ins provide.
 *
 * @param type the interface that providers implement, found through {@code META-INF/services}
 * @param noun what users call it, in the singular and in lower case, such as {@code strategy}
 * @param nameOf gives the name by which users select a provider
 * @param descriptionOf says what a provider is for, in one sentence
 * @param optionsOf says what can be set
 * @param <S> the interface
 */
public record Spi<S>(
        Class<S> type,
        String noun,
        Function<S, String> nameOf,
        Function<S, String> descriptionOf,
        Function<S, List<Option<?>>> optionsOf) {
    /** Checks the parts. */
    public Spi {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(nameOf, "nameOf");
        if (noun.isBlank()) {
            throw new IllegalArgumentException("The noun for " + type.getName() + " is blank. Maybe 'strategy'.");
        }
    }

    /** A kind whose providers have a name, and neither a description nor options. */
    public Spi(Class<S> type, String noun, Function<S, String> nameOf) {
        this(type, noun, nameOf, provider -> "", provider -> List.of());
    }
}
