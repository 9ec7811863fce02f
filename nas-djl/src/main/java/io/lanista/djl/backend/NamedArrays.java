package io.lanista.djl.backend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Arrays of float32 numbers with names and shapes, in a fixed order: a network's weights on their way to a file and back.
 * Immutable.
 *
 * <p>The file, all numbers little-endian: the eight bytes {@code LANISTAW}; int32 version, 1; int32 number of arrays;
 * for each array int32 length of the name in bytes, the name in UTF-8, int32 number of dimensions, each dimension as int64,
 * and the values as float32 in row-major order; at the end, as int32, the CRC-32 of all bytes before it.
 */
public final class NamedArrays {
    private final Map<String, Entry> entries;

    NamedArrays(Map<String, Entry> entries) {
        this.entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** One array; not changed by anyone. */
    static final class Entry {
        final long[] shape;
        final float[] values;

        Entry(long[] shape, float[] values) {
            this.shape = shape;
            this.values = values;
        }
    }

    /** Starts an empty collection. */
    public static Builder builder() {
        return new Builder();
    }

    /** The names, in order. */
    public Set<String> names() {
        return entries.keySet();
    }

    /**
     * The shape of an array.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public long[] shape(String name) {
        return entry(name).shape.clone();
    }

    /**
     * A copy of an array's values in row-major order.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public float[] values(String name) {
        return entry(name).values.clone();
    }

    /**
     * A copy of an array's values, if it has the given shape.
     *
     * @throws IllegalArgumentException if there is none of that name, or its shape is another
     */
    public float[] values(String name, long... shape) {
        Entry entry = entry(name);
        if (!Arrays.equals(entry.shape, shape)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "Array (%s) has shape %s, but %s is needed. Maybe it belongs to another network.",
                    name,
                    Arrays.toString(entry.shape),
                    Arrays.toString(shape)));
        }
        return entry.values.clone();
    }

    /**
     * Writes a file, in one go: a reader sees the old file or the new one.
     *
     * @throws IOException if that fails
     */
    public void write(Path file) throws IOException {
        Path whole = file.toAbsolutePath();
        Path temporary = whole.resolveSibling(whole.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try (OutputStream out = Files.newOutputStream(temporary)) {
                write(out);
            }
            Files.move(temporary, whole, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Writes the same bytes to a stream, which stays open. */
    public void write(OutputStream out) throws IOException {
        ArrayFormat.write(entries, out);
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it can't be read, isn't such a file, or was damaged
     */
    public static NamedArrays read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new NamedArrays(ArrayFormat.read(in, file.toString()));
        }
    }

    /** Reads from a stream that holds nothing else. It stays open. */
    public static NamedArrays read(InputStream in) throws IOException {
        return new NamedArrays(ArrayFormat.read(in, "stream"));
    }

    /** Those arrays whose names begin with {@code prefix}, without it: what {@link Builder#addAll} put together. */
    public NamedArrays part(String prefix) {
        Map<String, Entry> part = new LinkedHashMap<>();
        entries.forEach((name, entry) -> {
            if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), entry);
            }
        });
        return new NamedArrays(part);
    }

    private Entry entry(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "No array '%s'. Available: %s. Maybe these belong to another network.",
                    name,
                    String.join(", ", entries.keySet())));
        }
        return entry;
    }

    /** Collects arrays. */
    public static final class Builder {
        private final Map<String, Entry> entries = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Adds an array.
         *
         * @param values in row-major order, as many as the shape has elements
         * @throws IllegalArgumentException if the name is taken or the number of values is wrong
         */
        public Builder add(String name, float[] values, long... shape) {
            long count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
            if (count != values.length) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "Array (%s) of shape %s has (%d) elements, but (%d) were given.",
                        name,
                        Arrays.toString(shape),
                        count,
                        values.length));
            }
            return put(name, new Entry(shape.clone(), values.clone()));
        }

        /** Adds all arrays of another collection, each with {@code prefix} in front of its name. */
        public Builder addAll(String prefix, NamedArrays others) {
            others.entries.forEach((name, entry) -> put(prefix + name, entry));
            return this;
        }

        private Builder put(String name, Entry entry) {
            if (entries.putIfAbsent(name, entry) != null) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "Two arrays are named (%s). Maybe add one with a prefix.", name));
            }
            return this;
        }

        /** Finishes the collection. */
        public NamedArrays build() {
            return new NamedArrays(entries);
        }
    }
}
