package io.lanista.djl.table;

import io.lanista.djl.file.DataException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A column's preparation as it lies in a file: names and plain values. */
record StoredColumn(Map<String, ?> values) {
    static final String NAME = "name";
    static final String KIND = "kind";

    /** What every column's preparation begins with in a file. */
    static Map<String, Object> begin(String name, ColumnKind kind) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(NAME, name);
        map.put(KIND, kind.word());
        return map;
    }

    static StoredColumn of(Object stored) {
        if (stored instanceof Map<?, ?> map) {
            Map<String, Object> values = new LinkedHashMap<>();
            map.forEach((name, value) -> values.put(String.valueOf(name), value));
            return new StoredColumn(values);
        }
        throw new DataException("A column's preparation can't be (" + stored + ").");
    }

    String text(String name) {
        if (values.get(name) instanceof String text) {
            return text;
        }
        throw wrong(name, "a text");
    }

    double number(String name) {
        if (values.get(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw wrong(name, "a number");
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    List<Double> numbers(String name) {
        if (values.get(name) instanceof List<?> list && list.stream().allMatch(Number.class::isInstance)) {
            return list.stream().map(number -> ((Number) number).doubleValue()).toList();
        }
        throw wrong(name, "a list of numbers");
    }

    boolean flag(String name) {
        if (values.get(name) instanceof Boolean flag) {
            return flag;
        }
        throw wrong(name, "true or false");
    }

    List<String> texts(String name) {
        if (values.get(name) instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        throw wrong(name, "a list");
    }

    <E extends Enum<E>> E word(String name, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(text(name))) {
                return constant;
            }
        }
        throw wrong(name, "one of the words of " + type.getSimpleName());
    }

    private DataException wrong(String name, String allowed) {
        return new DataException(String.format(
                Locale.ROOT,
                "The preparation of the column (%s) has (%s) as (%s), which must be %s. Maybe the file was changed.",
                values.get(NAME),
                values.get(name),
                name,
                allowed));
    }
}
