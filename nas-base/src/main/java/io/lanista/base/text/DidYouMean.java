package io.lanista.base.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the name that a mistyped one was probably meant to be: the one with the fewest edits (Damerau and Levenshtein's
 * distance; case doesn't count). For the messages of whoever looks something up by a name that a user wrote.
 */
public final class DidYouMean {
    private static final int LISTED = 100;

    /** Longer names aren't compared, since that takes time and memory by the square of their length. */
    private static final int LONGEST = 200;

    private DidYouMean() {}

    /** The nearest of the names, if it differs in no more than a third of its letters, or in one. */
    public static Optional<String> nearest(String typed, Collection<String> names) {
        String lower = typed.toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(name -> isNear(lower, name.toLowerCase(Locale.ROOT)))
                .min(Comparator.comparingInt((String name) -> edits(lower, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** A sentence that names the nearest name, with a space before it, to end a message with; empty if none is near. */
    public static String sentence(String typed, Collection<String> names) {
        return nearest(typed, names).map(name -> " Maybe '" + name + "'.").orElse("");
    }

    private static boolean isNear(String typed, String name) {
        int allowed = Math.max(1, name.length() / 3);
        return name.length() <= LONGEST
                && Math.abs(typed.length() - name.length()) <= allowed
                && edits(typed, name) <= allowed;
    }

    /** The names, separated by commas, to say what exists; of very many, the first hundred and how many more there are. */
    public static String list(Collection<String> names) {
        String first = names.stream().limit(LISTED).collect(Collectors.joining(", "));
        return names.size() <= LISTED ? first : first + " and " + (names.size() - LISTED) + " more";
    }

    /** Insertions, deletions, substitutions and swaps of neighbouring letters, each counted as one. */
    private static int edits(String from, String to) {
        int[][] distance = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    distance[i][j] = i + j;
                    continue;
                }
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                int fewest =
                        Math.min(distance[i - 1][j - 1] + change, Math.min(distance[i - 1][j], distance[i][j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                distance[i][j] = swapped ? Math.min(fewest, distance[i - 2][j - 2] + 1) : fewest;
            }
        }
        return distance[from.length()][to.length()];
    }
}
