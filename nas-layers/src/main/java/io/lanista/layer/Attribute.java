package io.lanista.layer;

import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Scalars;
import io.lanista.api.model.Value;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * An attribute that layers of a type take: its kind, what is allowed, and its default.
 *
 * @param name how it is written
 * @param kind the kind of its values
 * @param min the smallest number allowed (of each number, in a list)
 * @param max the largest number allowed
 * @param words the words allowed, for {@link Kind#WORD}
 * @param defaultValue the default in normal form; null if it has to be given or depends on the inputs' shapes
 * @param derived how the default follows from the shapes, in words; empty if it doesn't
 */
public record Attribute(
        String name,
        Kind kind,
        double min,
        double max,
        List<String> words,
        @Nullable Object defaultValue,
        String derived) {
    /** The kinds of values. */
    public enum Kind {
        /** A whole number. */
        INTEGER,
        /** A number. */
        REAL,
        /** True or false. */
        FLAG,
        /** One of some words. */
        WORD,
        /** A whole number for all spatial axes, or a list with one for each: {@code [height, width]}. */
        SIZES,
        /** A list of whole numbers. */
        INTEGERS
    }

    /** Copies. */
    public Attribute {
        words = List.copyOf(words);
    }

    /** A whole number of at least {@code min}. */
    public static Attribute integer(String name, long min, long defaultValue) {
        return new Attribute(name, Kind.INTEGER, min, Integer.MAX_VALUE, List.of(), defaultValue, "");
    }

    /** A whole number of at least {@code min} that has to be given. */
    public static Attribute requiredInteger(String name, long min) {
        return new Attribute(name, Kind.INTEGER, min, Integer.MAX_VALUE, List.of(), null, "");
    }

    /** A whole number of at least {@code min} whose default {@link LayerType#complete} finds. */
    public static Attribute derivedInteger(String name, long min, String derived) {
        return new Attribute(name, Kind.INTEGER, min, Integer.MAX_VALUE, List.of(), null, derived);
    }

    /** A number between two ends, both included. */
    public static Attribute real(String name, double min, double max, double defaultValue) {
        return new Attribute(name, Kind.REAL, min, max, List.of(), defaultValue, "");
    }

    /** True or false. */
    public static Attribute flag(String name, boolean defaultValue) {
        return new Attribute(name, Kind.FLAG, 0, 0, List.of(), defaultValue, "");
    }

    /** One of these words, the first of which is the default. */
    public static Attribute word(String name, String... words) {
        return new Attribute(name, Kind.WORD, 0, 0, List.of(words), words[0], "");
    }

    /** Sizes along the spatial axes. */
    public static Attribute sizes(String name, long min, long defaultValue) {
        return new Attribute(name, Kind.SIZES, min, Integer.MAX_VALUE, List.of(), defaultValue, "");
    }

    /** Sizes along the spatial axes whose default {@link LayerType#complete} finds. */
    public static Attribute derivedSizes(String name, long min, String derived) {
        return new Attribute(name, Kind.SIZES, min, Integer.MAX_VALUE, List.of(), null, derived);
    }

    /** A list of whole numbers of at least {@code min} that has to be given. */
    public static Attribute requiredIntegers(String name, long min) {
        return new Attribute(name, Kind.INTEGERS, min, Integer.MAX_VALUE, List.of(), null, "");
    }

    /** Whether it has to be given. */
    public boolean isRequired() {
        return defaultValue == null && derived.isEmpty();
    }

    /** What may be given, in words. */
    public String allowed() {
        switch (kind) {
            case INTEGER:
                return "a whole number, at least " + (long) min;
            case REAL:
                return "a number from " + min + " to " + max;
            case FLAG:
                return "true or false";
            case WORD:
                return "one of " + String.join(", ", words);
            case SIZES:
                return "a whole number, at least " + (long) min + ", or a list with one for each spatial axis";
            default:
                return "a list of whole numbers, each at least " + (long) min;
        }
    }

    /**
     * A layer's sizes along its spatial axes: {@code 3} and {@code [3, 3]} both are three along two axes.
     *
     * @param axes how many spatial axes there are
     * @throws InvalidArchitectureException if the layer gives a list for another number of axes
     */
    public static long[] sizes(Layer layer, String name, int axes) {
        Value given = layer.attributes().get(name);
        Object value = given == null ? null : given.constant().orElse(null);
        if (value instanceof Long all) {
            return LongStream.generate(() -> all).limit(axes).toArray();
        }
        if (value instanceof List<?> list && list.size() == axes) {
            return list.stream().mapToLong(size -> (Long) size).toArray();
        }
        throw new InvalidArchitectureException("The layer (" + layer.type() + ") has the " + name + " (" + given
                + "), and needs a whole number, or (" + axes + ") of them, one for each spatial axis.");
    }

    /** The value that a complete layer has for an attribute. */
    static Value value(Layer layer, String name) {
        return Objects.requireNonNull(layer.attributes().get(name), name);
    }

    /**
     * A given value in this attribute's one form: whole reals as whole numbers where these are meant, and sizes that are
     * all equal as one number.
     *
     * @throws IllegalArgumentException if it isn't allowed, with one sentence
     */
    Object read(String type, Object given) {
        Object value = normal(given);
        if (value == null) {
            boolean large = given instanceof Number number && number.doubleValue() > max && kind != Kind.REAL;
            throw new IllegalArgumentException("The attribute (" + name + ") of the layer (" + type + ") is (" + given
                    + "), and must be " + allowed() + (large ? ". The largest is (" + (long) max + ")." : "."));
        }
        return value;
    }

    private @Nullable Object normal(Object given) {
        switch (kind) {
            case FLAG:
                return given instanceof Boolean ? given : null;
            case WORD:
                return given instanceof String word && words.contains(word) ? given : null;
            case REAL:
                return given instanceof Number number && number.doubleValue() >= min && number.doubleValue() <= max
                        ? (Object) number.doubleValue()
                        : null;
            case INTEGER:
                return whole(given);
            case SIZES:
                return given instanceof List<?> list ? sizes(list) : whole(given);
            default:
                return given instanceof List<?> list ? wholes(list) : null;
        }
    }

    private @Nullable Long whole(Object given) {
        Long whole = Scalars.whole(given);
        return whole != null && whole >= min && whole <= max ? whole : null;
    }

    private @Nullable List<Long> wholes(List<?> given) {
        Long[] wholes = new Long[given.size()];
        for (int i = 0; i < wholes.length; i++) {
            Long whole = whole(given.get(i));
            if (whole == null) {
                return null;
            }
            wholes[i] = whole;
        }
        return List.of(wholes);
    }

    private @Nullable Object sizes(List<?> given) {
        List<Long> wholes = wholes(given);
        if (wholes == null || wholes.isEmpty()) {
            return null;
        }
        return wholes.stream().distinct().count() == 1 ? (Object) wholes.get(0) : wholes;
    }

    @Override
    public String toString() {
        String standard = defaultValue == null ? derived : String.valueOf(defaultValue);
        return name + ": " + allowed() + (isRequired() ? "; required" : "; default " + standard);
    }
}
