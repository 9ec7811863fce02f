package io.lanista.runtime.text;

import io.lanista.base.text.DidYouMean;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a file says before it is understood: tables, lists and plain values, each with its place. */
sealed interface Tree {
    /** How long a text may be when a message shows it. */
    int SHOWN = 60;

    /** A text for a message: its beginning, if it is long or has several lines. */
    static String shortened(String text) {
        int end = text.indexOf('\n') < 0 ? text.length() : text.indexOf('\n');
        return end == text.length() && end <= SHOWN ? text : text.substring(0, Math.min(end, SHOWN)) + "…";
    }

    /** Where it stands. */
    Location location();

    /** What it is, in words, for messages. */
    String kind();

    /**
     * A text, a {@link Long}, a {@link Double} or a {@link Boolean}.
     *
     * @param value which
     */
    record Scalar(Object value, Location location) implements Tree {
        @Override
        public String kind() {
            return value instanceof String text ? "the text (" + shortened(text) + ")" : "(" + value + ")";
        }
    }

    /** A key without a value. */
    record Nothing(Location location) implements Tree {
        @Override
        public String kind() {
            return "empty";
        }
    }

    /** A list. */
    record Items(List<Tree> items, Location location) implements Tree {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A table of names and values, in the order of the file. */
    record Table(Map<String, Tree> entries, Location location) implements Tree {
        @Override
        public String kind() {
            return "a table";
        }

        /** The value under a key, or null. */
        @Nullable Tree get(String key) {
            return entries.get(key);
        }

        boolean has(String key) {
            return entries.containsKey(key);
        }

        /** The value under a key that has to be there. */
        Tree require(String key, String allowed) {
            Tree value = entries.get(key);
            if (value == null) {
                String similar = similarKey(key);
                throw wrong("the key (" + key + ") is missing: " + allowed + "."
                        + (similar.isEmpty() ? "" : " Maybe (" + similar + ") was meant to be it."));
            }
            return value;
        }

        private String similarKey(String key) {
            return DidYouMean.nearest(key, entries.keySet()).orElse("");
        }

        /** Refuses all keys but these. */
        void allow(Collection<String> keys) {
            for (Map.Entry<String, Tree> entry : entries.entrySet()) {
                if (!keys.contains(entry.getKey())) {
                    throw unknown(entry.getKey(), keys);
                }
            }
        }

        SchemaException unknown(String key, Collection<String> keys) {
            Tree value = entries.get(key);
            Location place = value == null ? location : value.location();
            return new SchemaException(
                    place,
                    "unknown key (" + shortened(key) + "). Allowed: " + String.join(", ", new TreeSet<>(keys)) + "."
                            + DidYouMean.sentence(key, keys));
        }
    }

    /** An exception that says what is wrong here. */
    default SchemaException wrong(String message) {
        return new SchemaException(location(), message);
    }

    private SchemaException notA(String wanted) {
        return wrong("must be " + wanted + ", and is " + kind() + ".");
    }

    /** This as a table. */
    default Table table(String wanted) {
        if (this instanceof Table table) {
            return table;
        }
        throw notA(wanted);
    }

    /** The elements of this list. */
    default List<Tree> items(String wanted) {
        if (this instanceof Items list) {
            return list.items();
        }
        throw notA(wanted);
    }

    /** This as a text. */
    default String text(String wanted) {
        if (this instanceof Scalar scalar && scalar.value() instanceof String text && !text.isBlank()) {
            return text;
        }
        throw notA(wanted);
    }

    /** This as one of several words. */
    default String word(Set<String> words) {
        String word = text("one of " + String.join(", ", words));
        if (!words.contains(word)) {
            throw wrong("must be one of " + String.join(", ", words) + ", and is (" + shortened(word) + ")."
                    + DidYouMean.sentence(word, words));
        }
        return word;
    }

    /** This as a whole number between two ends, both included. */
    default long integer(long low, long high) {
        if (this instanceof Scalar scalar && scalar.value() instanceof Number number) {
            double real = number.doubleValue();
            if (real == Math.rint(real) && real >= low && real <= high) {
                return number.longValue();
            }
        }
        throw notA(
                high == Long.MAX_VALUE
                        ? "a whole number, at least " + low
                        : "a whole number from " + low + " to " + high);
    }

    /** This as a number. */
    default double number(String wanted) {
        if (this instanceof Scalar scalar && scalar.value() instanceof Number number) {
            return number.doubleValue();
        }
        throw notA(wanted);
    }

    /** This as yes or no. */
    default boolean flag() {
        if (this instanceof Scalar scalar && scalar.value() instanceof Boolean flag) {
            return flag;
        }
        throw notA("true or false");
    }

    /** This as texts; a single one needs no list. */
    default List<String> texts(String wanted) {
        if (this instanceof Scalar) {
            return List.of(text(wanted));
        }
        return items(wanted).stream().map(item -> item.text(wanted)).toList();
    }

    /** This in maps, lists and plain values, without places. */
    default Object plain() {
        if (this instanceof Scalar scalar) {
            return scalar.value();
        }
        if (this instanceof Items list) {
            return list.items().stream().map(Tree::plain).toList();
        }
        if (this instanceof Table table) {
            Map<String, Object> plain = new LinkedHashMap<>();
            table.entries().forEach((key, value) -> plain.put(key, value.plain()));
            return plain;
        }
        throw wrong("has no value. Maybe remove the key.");
    }

    /** Maps, lists and plain values as a tree without lines. */
    static Tree of(Object plain, Location location) {
        if (plain instanceof Map<?, ?> map) {
            Map<String, Tree> entries = new LinkedHashMap<>();
            map.forEach((key, value) ->
                    entries.put(String.valueOf(key), of(value, location.child(String.valueOf(key), 0))));
            return new Table(entries, location);
        }
        if (plain instanceof List<?> list) {
            List<Tree> items = new ArrayList<>(list.size());
            for (Object element : list) {
                items.add(of(element, location.child(items.size(), 0)));
            }
            return new Items(items, location);
        }
        if (plain instanceof Integer || plain instanceof Short || plain instanceof Byte) {
            return new Scalar(((Number) plain).longValue(), location);
        }
        if (plain instanceof Float real) {
            return new Scalar(real.doubleValue(), location);
        }
        if (plain instanceof String || plain instanceof Long || plain instanceof Double || plain instanceof Boolean) {
            return new Scalar(plain, location);
        }
        throw new SchemaException(
                location, "can't be the value (" + plain + "). Allowed: tables, lists, texts, numbers.");
    }
}
