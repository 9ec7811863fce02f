package io.lanista.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** Options as the command line gives them: {@code key=value}, where a value that looks like a number or a boolean is one. */
final class OptionText {
    private OptionText() {}

    static Map<String, Object> parse(Map<String, String> texts) {
        Map<String, Object> values = new LinkedHashMap<>();
        texts.forEach((name, text) -> values.put(name, value(text)));
        return values;
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
