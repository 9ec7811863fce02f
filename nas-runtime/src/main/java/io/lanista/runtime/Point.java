package io.lanista.runtime;

import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;

/**
 * The arguments of a function that a study tries.
 *
 * @param choices as a search has them
 */
public record Point(Choices choices) {
    /** A number. */
    public double real(String name) {
        return ((Number) value(name)).doubleValue();
    }

    /** A whole number. */
    public long integer(String name) {
        return ((Number) value(name)).longValue();
    }

    /** A word. */
    public String text(String name) {
        return String.valueOf(value(name));
    }

    /** Whatever it is. */
    public Object value(String name) {
        return choices.get(Label.of(name))
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no argument '" + name + "'. There are: " + choices + "."));
    }

    /** As in {@code {x=2.01}}. */
    @Override
    public String toString() {
        return choices.toString();
    }
}
