package io.lanista.tracker.mlflow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as plain values: maps, lists, texts, numbers, truths and null. A bundle can't use the host's library for it. */
final class Json {
    private static final int DEEPEST = 100;

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** The text of a value. Numbers that aren't finite are written as MLflow reads them, as texts. */
    static String write(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        if (value instanceof Map<?, ?> map) {
            String before = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.append(before);
                quote(String.valueOf(entry.getKey()), out);
                out.append(':');
                write(entry.getValue(), out);
                before = ",";
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof Iterable<?> list) {
            out.append('[');
            String before = "";
            for (Object item : list) {
                out.append(before);
                write(item, out);
                before = ",";
            }
            out.append(']');
        } else if (value instanceof Double number && !Double.isFinite(number)) {
            quote(number.toString(), out);
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            quote(value.toString(), out);
        }
    }

    private static void quote(String string, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20 || Character.isSurrogate(c)) {
                out.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.append(Character.forDigit((c >> shift) & 15, 16));
                }
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    /**
     * The object that a text is.
     *
     * @throws IOException if it isn't one
     */
    static Map<String, Object> object(String text) throws IOException {
        Json json = new Json(text);
        Object value = json.value(0);
        json.space();
        if (json.at < text.length() || !(value instanceof Map<?, ?>)) {
            throw json.wrong("an object");
        }
        return table(value);
    }

    /** A value as a table; an empty one if it is something else. */
    @SuppressWarnings("unchecked") // Keys are texts.
    static Map<String, Object> table(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /** A value as a list; an empty one if it is something else. */
    static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private @Nullable Object value(int depth) throws IOException {
        space();
        if (at >= text.length() || depth > DEEPEST) {
            throw wrong("a value");
        }
        char first = text.charAt(at);
        if (first == '{') {
            return map(depth);
        }
        if (first == '[') {
            return items(depth);
        }
        if (first == '"') {
            return string();
        }
        int from = at;
        while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(from, at);
        switch (word) {
            case "true", "false":
                return Boolean.valueOf(word);
            case "null":
                return null;
            default:
                try {
                    return Double.valueOf(word);
                } catch (NumberFormatException e) {
                    throw wrong("a number");
                }
        }
    }

    private Map<String, @Nullable Object> map(int depth) throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        at++;
        space();
        if (skips('}')) {
            return map;
        }
        do {
            space();
            String name = string();
            space();
            if (!skips(':')) {
                throw wrong("':'");
            }
            map.put(name, value(depth + 1));
            space();
        } while (skips(','));
        if (!skips('}')) {
            throw wrong("'}'");
        }
        return map;
    }

    private List<@Nullable Object> items(int depth) throws IOException {
        List<@Nullable Object> items = new ArrayList<>();
        at++;
        space();
        if (skips(']')) {
            return items;
        }
        do {
            items.add(value(depth + 1));
            space();
        } while (skips(','));
        if (!skips(']')) {
            throw wrong("']'");
        }
        return items;
    }

    private String string() throws IOException {
        if (!skips('"')) {
            throw wrong("a text");
        }
        StringBuilder string = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return string.toString();
            }
            string.append(c == '\\' ? escaped() : c);
        }
        throw wrong("'\"'");
    }

    private char escaped() throws IOException {
        if (at >= text.length()) {
            throw wrong("an escaped character");
        }
        char c = text.charAt(at++);
        if (c == 'u' && at + 4 <= text.length()) {
            at += 4;
            try {
                return (char) Integer.parseInt(text.substring(at - 4, at), 16);
            } catch (NumberFormatException e) {
                throw wrong("four hexadecimal digits");
            }
        }
        int known = "bfnrt".indexOf(c);
        return known < 0 ? c : "\b\f\n\r\t".charAt(known);
    }

    private void space() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean skips(char wanted) {
        boolean found = at < text.length() && text.charAt(at) == wanted;
        at += found ? 1 : 0;
        return found;
    }

    private IOException wrong(String expected) {
        return new IOException("it is no JSON: at character (" + at + ") " + expected + " is missing");
    }
}
