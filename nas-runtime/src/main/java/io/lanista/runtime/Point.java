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
        return number(name).doubleValue();
    }

    /** A whole number. */
    public long integer(String name) {
        Number number = number(name);
        if (number.doubleValue() != number.longValue()) {
            throw new IllegalArgumentException("The argument '" + name + "' is no whole number: " + number
                    + ". Maybe ask for real(\"" + name + "\").");
        }
        return number.longValue();
    }

    private Number number(String name) {
        if (value(name) instanceof Number number) {
            return number;
        }
        throw new IllegalArgumentException(
                "The argument '" + name + "' is no number: " + value(name) + ". Maybe ask for text(\"" + name + "\").");
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
