package io.lanista.cli;

import com.google.common.base.Splitter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Options as the command line gives them: {@code key=value}, where a value that looks like a number or a boolean is one. */
final class OptionText {
    private OptionText() {}

    /** What {@code --set KEY=VALUE} says, each key once. */
    static Map<String, String> pairs(@Nullable List<String> texts) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String text : texts == null ? List.<String>of() : texts) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new UserMistake("The option (--set) is (" + text + "), and must be KEY=VALUE.");
            }
            String before = pairs.put(text.substring(0, equals), text.substring(equals + 1));
            if (before != null) {
                throw new UserMistake("The option (--set) gives (" + text.substring(0, equals) + ") twice: (" + before
                        + ") and (" + text.substring(equals + 1) + "). Maybe give one, or both as a list: "
                        + text.substring(0, equals) + "=[" + before + ", " + text.substring(equals + 1) + "].");
            }
        }
        return pairs;
    }

    static Map<String, Object> parse(Map<String, String> texts) {
        Map<String, Object> values = new LinkedHashMap<>();
        texts.forEach((name, text) -> values.put(name, value(text)));
        return values;
    }

    /** The same, where {@code key.name=value} is an entry of a table, {@code {a: b, c: d}} a table, and {@code [a, b]} a list. */
    static Map<String, Object> nested(Map<String, String> texts) {
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, Map<String, Object>> tables = new LinkedHashMap<>();
        texts.forEach((name, text) -> {
            int dot = name.indexOf('.');
            if (dot < 0) {
                values.put(name, several(text));
            } else {
                tables.computeIfAbsent(name.substring(0, dot), key -> new LinkedHashMap<>())
                        .put(name.substring(dot + 1), value(text));
            }
        });
        values.putAll(tables);
        return values;
    }

    private static Object several(String text) {
        if (text.startsWith("[") && text.endsWith("]")) {
            return members(text).map(OptionText::value).toList();
        }
        if (!text.startsWith("{") || !text.endsWith("}") || members(text).anyMatch(entry -> entry.indexOf(':') < 0)) {
            return value(text);
        }
        Map<String, Object> table = new LinkedHashMap<>();
        members(text).forEach(entry -> {
            int colon = entry.lastIndexOf(':');
            table.put(
                    entry.substring(0, colon).strip(),
                    value(entry.substring(colon + 1).strip()));
        });
        return table;
    }

    private static Stream<String> members(String text) {
        return Splitter.on(',').trimResults().omitEmptyStrings().splitToStream(text.substring(1, text.length() - 1));
    }

    private static Object value(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        if (text.matches("[+-]?\\d{1,18}")) {
            return Long.valueOf(text);
        }
        return text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?") ? (Object) Double.valueOf(text) : text;
    }
}
