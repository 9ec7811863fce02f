package io.lanista.runtime.plugin;

import java.util.Objects;
import java.util.function.Function;

/**
 * One kind of thing that plug-ins provide.
 *
 * @param type the interface that providers implement, found through {@code META-INF/services}
 * @param noun what users call it, in the singular and in lower case, such as {@code strategy}
 * @param nameOf gives the name by which users select a provider
 * @param <S> the interface
 */
public record Spi<S>(Class<S> type, String noun, Function<S, String> nameOf) {
    /** Checks the parts. */
    public Spi {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(nameOf, "nameOf");
        if (noun.isBlank()) {
            throw new IllegalArgumentException("The noun for " + type.getName() + " is blank. Maybe 'strategy'.");
        }
    }
}
