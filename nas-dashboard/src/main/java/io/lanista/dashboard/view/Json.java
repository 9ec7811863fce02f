package io.lanista.dashboard.view;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes JSON piece by piece, without a tree of it in memory. What is not a number becomes null. */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator out;

    private Json(JsonGenerator out) {
        this.out = out;
    }

    /** The text of one object. */
    public static String text(Consumer<Json> members) {
        StringWriter text = new StringWriter(4096);
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            new Json(generator).object(members);
        }
        return text.toString();
    }

    private Json object(Consumer<Json> members) {
        out.writeStartObject();
        members.accept(this);
        out.writeEndObject();
        return this;
    }

    /** A member that is an object. */
    public Json object(String name, Consumer<Json> members) {
        out.writeName(name);
        return object(members);
    }

    /** A member that is a list with an object for each of these. */
    public <T> Json objects(String name, Iterable<T> items, BiConsumer<Json, T> members) {
        out.writeName(name);
        out.writeStartArray();
        items.forEach(item -> object(json -> members.accept(json, item)));
        out.writeEndArray();
        return this;
    }

    /** A member that is a list; its elements are written by {@link #add}. */
    public Json list(String name, Consumer<Json> elements) {
        out.writeName(name);
        out.writeStartArray();
        elements.accept(this);
        out.writeEndArray();
        return this;
    }

    /** A list in a list. */
    public Json list(Consumer<Json> elements) {
        out.writeStartArray();
        elements.accept(this);
        out.writeEndArray();
        return this;
    }

    /** An element of a list. */
    public Json add(double number) {
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            out.writeNumber((long) number);
        } else if (Double.isFinite(number)) {
            out.writeNumber(number);
        } else {
            out.writeNull();
        }
        return this;
    }

    /** An element of a list. */
    public Json add(@Nullable Object plain) {
        write(plain);
        return this;
    }

    /** A member that is a whole number. */
    public Json put(String name, long number) {
        out.writeName(name);
        out.writeNumber(number);
        return this;
    }

    /** A member that is a number. */
    public Json put(String name, double number) {
        out.writeName(name);
        return add(number);
    }

    /** A member that is a plain value: text, number, truth, a list or a table of such, or null. */
    public Json put(String name, @Nullable Object plain) {
        out.writeName(name);
        write(plain);
        return this;
    }

    private void write(@Nullable Object plain) {
        if (plain == null) {
            out.writeNull();
        } else if (plain instanceof Double || plain instanceof Float) {
            double number = ((Number) plain).doubleValue();
            if (Double.isFinite(number)) {
                out.writeNumber(number);
            } else {
                out.writeNull();
            }
        } else if (plain instanceof Number number) {
            out.writeNumber(number.longValue());
        } else if (plain instanceof Boolean truth) {
            out.writeBoolean(truth);
        } else if (plain instanceof List<?> list) {
            out.writeStartArray();
            list.forEach(this::write);
            out.writeEndArray();
        } else if (plain instanceof Map<?, ?> map) {
            out.writeStartObject();
            map.forEach((name, value) -> {
                out.writeName(String.valueOf(name));
                write(value);
            });
            out.writeEndObject();
        } else {
            out.writeString(plain.toString());
        }
    }
}
