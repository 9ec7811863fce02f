package io.lanista.api.model;

import java.util.ArrayList;
import java.util.List;

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

    /** Writes a normal value into a hash, so that equal values and only those give equal input. */
    static void hash(HashSink sink, Object value) {
        if (value instanceof Long number) {
            sink.tag('l').number(number);
        } else if (value instanceof Double number) {
            sink.tag('d').number(Double.doubleToLongBits(number));
        } else if (value instanceof Boolean flag) {
            sink.tag(flag ? 't' : 'f');
        } else if (value instanceof List<?> list) {
            sink.tag('[').number(list.size());
            list.forEach(element -> hash(sink, element));
        } else {
            sink.tag('s').text((String) value);
        }
    }
}
