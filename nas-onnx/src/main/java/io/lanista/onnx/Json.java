package io.lanista.onnx;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes names as JSON. Letters beyond the 16-bit plane are escaped, since ONNX Runtime for Java cuts texts off at them. */
final class Json {
    private static final char FIRST_PRINTABLE = ' ';

    private Json() {}

    static String array(List<String> names) {
        return names.stream().map(Json::text).collect(Collectors.joining(",", "[", "]"));
    }

    static String text(String name) {
        StringBuilder text = new StringBuilder("\"");
        for (char letter : name.toCharArray()) {
            if (letter == '"' || letter == '\\') {
                text.append('\\').append(letter);
            } else if (letter < FIRST_PRINTABLE || Character.isSurrogate(letter)) {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) letter));
            } else {
                text.append(letter);
            }
        }
        return text.append('"').toString();
    }
}
