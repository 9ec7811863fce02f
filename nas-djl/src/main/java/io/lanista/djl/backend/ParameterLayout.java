package io.lanista.djl.backend;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Names, shapes and initial values of a network's parameters, in a fixed order. A parameter's place in that order is its
 * slot. Immutable.
 */
public final class ParameterLayout {
    private final List<Entry> entries;
    private final long count;

    private ParameterLayout(List<Entry> entries) {
        this.entries = List.copyOf(entries);
        this.count = entries.stream().mapToLong(entry -> entry.shape.size()).sum();
    }

    /** One parameter. */
    static final class Entry {
        final String name;
        final Initial initial;
        final Shape shape;

        Entry(String name, Initial initial, Shape shape) {
            this.name = name;
            this.initial = initial;
            this.shape = shape;
        }
    }

    /** Starts an empty layout. */
    public static Builder builder() {
        return new Builder();
    }

    /** The number of parameters. */
    public int size() {
        return entries.size();
    }

    /** The number of elements in all parameters. */
    public long count() {
        return count;
    }

    /** The name of the parameter in a slot. */
    public String name(int slot) {
        return entries.get(slot).name;
    }

    /** The shape of the parameter in a slot. */
    public Shape shape(int slot) {
        return entries.get(slot).shape;
    }

    List<Entry> entries() {
        return entries;
    }

    /** Collects parameters. */
    public static final class Builder {
        private final List<Entry> entries = new ArrayList<>();
        private final Set<String> names = new HashSet<>();

        private Builder() {}

        /**
         * Adds a parameter.
         *
         * @param name unique in this layout; written into weight files
         * @param initial how it gets its first values
         * @param shape its shape, each dimension at least 1; none for a single number
         * @return its slot
         * @throws IllegalArgumentException if the name is taken or a dimension isn't positive
         */
        public int add(String name, Initial initial, long... shape) {
            for (long dimension : shape) {
                if (dimension < 1) {
                    throw new IllegalArgumentException(String.format(
                            "Parameter (%s) has shape %s, but each dimension must be at least 1.",
                            name, new Shape(shape)));
                }
            }
            if (!names.add(name)) {
                throw new IllegalArgumentException(String.format(
                        "Two parameters are named (%s). Maybe put the layer's name in front, or reuse the first slot.",
                        name));
            }
            entries.add(new Entry(name, initial, new Shape(shape)));
            return entries.size() - 1;
        }

        /** The number of parameters so far, which is the next slot. */
        public int size() {
            return entries.size();
        }

        /** The number of elements in all parameters so far. */
        public long count() {
            return entries.stream().mapToLong(entry -> entry.shape.size()).sum();
        }

        /** Finishes the layout. The builder may go on to a larger one. */
        public ParameterLayout build() {
            return new ParameterLayout(entries);
        }
    }
}
