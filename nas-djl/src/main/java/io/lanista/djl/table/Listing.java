package io.lanista.djl.table;

import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names and numbers in a message: the first of them, and how many there are if they are many. */
public final class Listing {
    private static final int MOST = 12;
    private static final int LONGEST = 40;

    /** Blanks, and what would do something to a terminal: control characters, and those that turn the direction of writing. */
    private static final Pattern NO_LETTERS =
            Pattern.compile("[\\s\\p{Cc}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]+");

    private Listing() {}

    /** The names with commas between; of very many or very long ones the beginning. */
    public static String of(Collection<String> names) {
        String listed = names.stream().limit(MOST).map(Listing::shortened).collect(Collectors.joining(", "));
        return names.size() > MOST ? listed + ", … (" + names.size() + " in all)" : listed;
    }

    /** A number, without a fraction if it has none. */
    public static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString(Math.round(value))
                : Double.toString(value);
    }

    /** A number with four digits, or without a fraction if it has none. */
    public static String rounded(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? plain(value)
                : String.format(Locale.ROOT, "%.4g", value);
    }

    /** A cell or a name in one line; of a very long one the beginning. */
    public static String shortened(String name) {
        String line = NO_LETTERS.matcher(name).replaceAll(" ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
