package io.lanista.api.option;

import io.lanista.api.model.Scalars;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An option that a plug-in takes: its name, kind, default and help. The same declaration validates experiment files,
 * writes help texts, and reads the value with its type.
 *
 * @param <T> the type of its values: Long, Double, Boolean, String, List, or Object where several are allowed
 */
public final class Option<T> {
    private final String name;
    private final Class<T> type;
    private final @Nullable T defaultValue;
    private final String help;
    private final String allowed;
    private final Predicate<T> check;

    private Option(
            String name, Class<T> type, @Nullable T defaultValue, String help, String allowed, Predicate<T> check) {
        this.name = name;
        this.type = type;
        this.defaultValue = defaultValue;
        this.help = help;
        this.allowed = allowed;
        this.check = check;
    }

    /** A whole number between two ends, both included. */
    public static Option<Long> integer(String name, long defaultValue, long low, long high, String help) {
        String allowed = high == Long.MAX_VALUE
                ? "a whole number, at least " + low
                : "a whole number from " + low + " to " + high;
        return new Option<>(name, Long.class, defaultValue, help, allowed, value -> value >= low && value <= high);
    }

    /** A real number between two ends, both included. */
    public static Option<Double> real(String name, double defaultValue, double low, double high, String help) {
        String allowed =
                high == Double.MAX_VALUE ? "a number, at least " + low : "a number from " + low + " to " + high;
        return new Option<>(name, Double.class, defaultValue, help, allowed, value -> value >= low && value <= high);
    }

    /** Yes or no. */
    public static Option<Boolean> flag(String name, boolean defaultValue, String help) {
        return new Option<>(name, Boolean.class, defaultValue, help, "true or false", value -> true);
    }

    /** One of several words, the first of which is the default. */
    public static Option<String> oneOf(String name, List<String> words, String help) {
        return new Option<>(
                name, String.class, words.get(0), help, "one of " + String.join(", ", words), words::contains);
    }

    /** Any text. */
    public static Option<String> text(String name, String defaultValue, String help) {
        return new Option<>(name, String.class, defaultValue, help, "a text", value -> true);
    }

    /** Any text, which has to be given. */
    public static Option<String> requiredText(String name, String help) {
        return new Option<>(name, String.class, null, help, "a text", value -> !value.isBlank());
    }

    /** A list of plain values. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public static Option<List<Object>> list(String name, List<Object> defaultValue, String help) {
        return new Option<>(name, (Class) List.class, List.copyOf(defaultValue), help, "a list", value -> true);
    }

    /**
     * A value that may be of more than one kind, such as a name or a position, or a word, a list or a table. Whole numbers arrive
     * as Long, others as Double; the values of a table stay as they were given.
     *
     * @param allowed what may be given, in words
     * @param check whether a plain value, a list of plain values or a table may be given
     */
    public static Option<Object> either(
            String name, Object defaultValue, String allowed, Predicate<Object> check, String help) {
        return new Option<>(name, Object.class, defaultValue, help, allowed, check);
    }

    /**
     * A nested table whose keys the plug-in checks itself, such as an inner plug-in's own options. Its values stay as they were given.
     */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public static Option<Map<String, Object>> table(String name, String help) {
        return new Option<>(name, (Class) Map.class, Map.of(), help, "a table of names and values", value -> true);
    }

    /** How it is written in an experiment file. */
    public String name() {
        return name;
    }

    /** What it is for, in one sentence. */
    public String help() {
        return help;
    }

    /** What may be given, in words: {@code a whole number from 1 to 10}. */
    public String allowed() {
        return allowed;
    }

    /** The value if none is given; null if one has to be given. */
    public @Nullable T defaultValue() {
        return defaultValue;
    }

    /** A given value in this option's type. */
    T read(Object given) {
        boolean table = given instanceof Map<?, ?> && (type == Map.class || type == Object.class);
        Object value = table ? given : scalar(given);
        if (value instanceof Long whole && type == Double.class) {
            value = whole.doubleValue();
        }
        if (type == Long.class && Scalars.whole(value) != null) {
            value = Scalars.whole(value);
        }
        if (!type.isInstance(value) || !check.test(type.cast(value))) {
            throw new OptionException("The option (" + name + ") is (" + given + "), and must be " + allowed + ".");
        }
        return type.cast(value);
    }

    private Object scalar(Object given) {
        try {
            return Scalars.normalise(given);
        } catch (IllegalArgumentException e) {
            throw new OptionException("The option (" + name + ") is (" + given + "), and must be " + allowed + ".");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
