package io.lanista.api.layer;

import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Layer;
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
 * @param least the smallest number allowed (of each number, in a list)
 * @param most the largest number allowed
 * @param words the words allowed, for {@link Kind#WORD}
 * @param fallback the default in normal form; null if it has to be given or depends on the inputs' shapes
 * @param derived how the default follows from the shapes, in words; empty if it doesn't
 */
public record Attribute(
        String name,
        Kind kind,
        double least,
        double most,
        List<String> words,
        @Nullable Object fallback,
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

    /** A whole number of at least {@code least}. */
    public static Attribute integer(String name, long least, long fallback) {
        return new Attribute(name, Kind.INTEGER, least, Long.MAX_VALUE, List.of(), fallback, "");
    }

    /** A whole number of at least {@code least} that has to be given. */
    public static Attribute requiredInteger(String name, long least) {
        return new Attribute(name, Kind.INTEGER, least, Long.MAX_VALUE, List.of(), null, "");
    }

    /** A whole number of at least {@code least} whose default {@link LayerType#complete} finds. */
    public static Attribute derivedInteger(String name, long least, String derived) {
        return new Attribute(name, Kind.INTEGER, least, Long.MAX_VALUE, List.of(), null, derived);
    }

    /** A number between two ends, both included. */
    public static Attribute real(String name, double least, double most, double fallback) {
        return new Attribute(name, Kind.REAL, least, most, List.of(), fallback, "");
    }

    /** True or false. */
    public static Attribute flag(String name, boolean fallback) {
        return new Attribute(name, Kind.FLAG, 0, 0, List.of(), fallback, "");
    }

    /** One of these words, the first of which is the default. */
    public static Attribute word(String name, String... words) {
        return new Attribute(name, Kind.WORD, 0, 0, List.of(words), words[0], "");
    }

    /** Sizes along the spatial axes. */
    public static Attribute sizes(String name, long least, long fallback) {
        return new Attribute(name, Kind.SIZES, least, Long.MAX_VALUE, List.of(), fallback, "");
    }

    /** Sizes along the spatial axes whose default {@link LayerType#complete} finds. */
    public static Attribute derivedSizes(String name, long least, String derived) {
        return new Attribute(name, Kind.SIZES, least, Long.MAX_VALUE, List.of(), null, derived);
    }

    /** A list of whole numbers of at least {@code least} that has to be given. */
    public static Attribute requiredIntegers(String name, long least) {
        return new Attribute(name, Kind.INTEGERS, least, Long.MAX_VALUE, List.of(), null, "");
    }

    /** Whether it has to be given. */
    public boolean isRequired() {
        return fallback == null && derived.isEmpty();
    }

    /** What may be given, in words. */
    public String allowed() {
        switch (kind) {
            case INTEGER:
                return "a whole number, at least " + (long) least;
            case REAL:
                return "a number from " + least + " to " + most;
            case FLAG:
                return "true or false";
            case WORD:
                return "one of " + String.join(", ", words);
            case SIZES:
                return "a whole number, at least " + (long) least + ", or a list with one for each spatial axis";
            default:
                return "a list of whole numbers, each at least " + (long) least;
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
            throw new IllegalArgumentException("The attribute (" + name + ") of the layer (" + type + ") is (" + given
                    + "), and must be " + allowed() + ".");
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
                return given instanceof Number number && number.doubleValue() >= least && number.doubleValue() <= most
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
        Object value = given instanceof Double real && real == Math.rint(real) ? (Object) Math.round(real) : given;
        return value instanceof Long whole && whole >= least && whole <= most ? whole : null;
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
        String standard = fallback == null ? derived : String.valueOf(fallback);
        return name + ": " + allowed() + (isRequired() ? "; required" : "; default " + standard);
    }
}
