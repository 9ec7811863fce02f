package io.lanista.api.model;

import java.util.Locale;

/**
 * The name of a decision: lower-case segments of letters, digits, {@code _ . -}, joined by {@code /}. Two placeholders
 * with one label are one decision and must offer the same candidates.
 *
 * @param value the name, such as {@code cell/op_2_0}
 */
public record Label(String value) implements Comparable<Label> {
    /** Checks the form. */
    public Label {
        if (!wellFormed(value)) {
            throw new IllegalArgumentException(
                    "The label (" + value + ") must be lower-case segments of letters, digits,"
                            + " '_', '.' and '-', joined by '/'. Maybe (" + suggestion(value) + ").");
        }
    }

    /** The label with this name. */
    public static Label of(String value) {
        return new Label(value);
    }

    /** This label with one more segment. */
    public Label child(Object segment) {
        return new Label(value + "/" + segment);
    }

    private static boolean wellFormed(String value) {
        boolean segmentOpen = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '/') {
                if (!segmentOpen) {
                    return false;
                }
                segmentOpen = false;
            } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-') {
                segmentOpen = true;
            } else {
                return false;
            }
        }
        return segmentOpen;
    }

    private static String suggestion(String value) {
        String tidy = value.toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9/_.-]+", "-")
                .replaceAll("/+", "/")
                .replaceAll("^/|/$", "");
        return tidy.isEmpty() ? "choice" : tidy;
    }

    @Override
    public int compareTo(Label other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
