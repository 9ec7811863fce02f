package io.lanista.api.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The shape of one example, without the batch axis: {@code (channels, height, width)} for images,
 * {@code (steps, features)} for sequences, {@code (features)} for rows of a table.
 *
 * @param sizes the sizes, each at least 1; empty for a scalar
 */
public record Shape(List<Long> sizes) {
    /** Checks and copies. */
    public Shape {
        sizes = List.copyOf(sizes);
        for (long size : sizes) {
            if (size < 1) {
                throw new IllegalArgumentException(
                        "The shape " + sizes + " has the size (" + size + "), and every size must be at least 1.");
            }
        }
    }

    /** The shape with these sizes. */
    public static Shape of(long... sizes) {
        return new Shape(Arrays.stream(sizes).boxed().toList());
    }

    /** The number of axes. */
    public int rank() {
        return sizes.size();
    }

    /** The size of one axis, from 0. */
    public long get(int axis) {
        return sizes.get(axis);
    }

    /** The number of values in one example. */
    public long count() {
        long count = 1;
        for (long size : sizes) {
            count = Math.multiplyExact(count, size);
        }
        return count;
    }

    /** The sizes as an array. */
    public long[] toArray() {
        return sizes.stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public String toString() {
        return sizes.stream().map(String::valueOf).collect(Collectors.joining("x", "(", ")"));
    }
}
