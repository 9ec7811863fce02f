package io.lanista.api.model;

import io.lanista.base.hash.HashSink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The plain values that attributes, candidates and choices are made of, each in one normal form. */
public final class Scalars {
    private Scalars() {}

    /**
     * The normal form of a plain value: whole numbers as {@link Long}, other numbers as {@link Double}, booleans and
     * text as they are, lists element by element.
     *
     * @throws IllegalArgumentException if the value is of another kind, or not a finite number
     */
    public static Object normalise(Object value) {
        if (value instanceof Long || value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException("The value (" + value + ") is not a finite number.");
            }
            return number;
        }
        if (value instanceof List<?> list) {
            List<Object> normal = new ArrayList<>(list.size());
            for (Object element : list) {
                normal.add(normalise(element));
            }
            return List.copyOf(normal);
        }
        throw new IllegalArgumentException(
                "The value (" + value + ") of type (" + value.getClass().getName()
                        + ") can't be part of a model. Maybe give it as a number, a text, a boolean or a list of these.");
    }

    /** The whole number that a value is, or null: a {@link Long}, or a {@link Double} without a fraction that fits into one. */
    public static @Nullable Long whole(@Nullable Object value) {
        if (value instanceof Double real && real == Math.rint(real) && Math.abs(real) < 0x1p63) {
            return real.longValue();
        }
        return value instanceof Long whole ? whole : null;
    }

    /** Writes a normal value into a hash, so that equal values and only those give equal input. */
    static HashSink hash(HashSink sink, Object value) {
        if (value instanceof Long number) {
            return sink.tag('l').number(number);
        }
        if (value instanceof Double number) {
            return sink.tag('d').number(Double.doubleToLongBits(number));
        }
        if (value instanceof Boolean flag) {
            return sink.tag(flag ? 't' : 'f');
        }
        if (value instanceof List<?> list) {
            sink.tag('[').number(list.size());
            list.forEach(element -> hash(sink, element));
            return sink;
        }
        return sink.tag('s').text((String) value);
    }
}
