package io.lanista.runtime.plugin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One clause of an OSGi manifest header, such as {@code a.b;c.d;version="[1,2)";resolution:=optional}.
 *
 * @param paths what the clause is about: packages, or a bundle, or files
 * @param attributes {@code name=value}
 * @param directives {@code name:=value}
 */
record HeaderClause(List<String> paths, Map<String, String> attributes, Map<String, String> directives) {
    /** The clauses of a header, in its order; none if the header is absent. */
    static List<HeaderClause> parse(@Nullable String header) {
        List<HeaderClause> clauses = new ArrayList<>();
        if (header != null) {
            for (String clause : split(header, ',')) {
                if (!clause.isBlank()) {
                    clauses.add(parseClause(clause));
                }
            }
        }
        return clauses;
    }

    /** The packages that a header names. */
    static List<String> paths(@Nullable String header) {
        return parse(header).stream().flatMap(c -> c.paths().stream()).toList();
    }

    /** True unless the clause says that it can be done without. */
    boolean mandatory() {
        return !"optional".equals(directives.get("resolution"));
    }

    private static HeaderClause parseClause(String clause) {
        List<String> paths = new ArrayList<>();
        Map<String, String> attributes = new LinkedHashMap<>();
        Map<String, String> directives = new LinkedHashMap<>();
        for (String part : split(clause, ';')) {
            int equals = part.indexOf('=');
            int quote = part.indexOf('"');
            if (equals < 0 || quote >= 0 && quote < equals) {
                paths.add(part.strip());
            } else if (equals > 0 && part.charAt(equals - 1) == ':') {
                directives.put(part.substring(0, equals - 1).strip(), unquote(part.substring(equals + 1)));
            } else {
                attributes.put(part.substring(0, equals).strip(), unquote(part.substring(equals + 1)));
            }
        }
        return new HeaderClause(List.copyOf(paths), attributes, directives);
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static String unquote(String value) {
        String stripped = value.strip();
        boolean quoted = stripped.length() >= 2 && stripped.startsWith("\"") && stripped.endsWith("\"");
        return quoted ? stripped.substring(1, stripped.length() - 1) : stripped;
    }
}
