package io.lanista.api.layer;

import java.util.Collection;

/** Finds what somebody may have meant. */
final class Closest {
    private Closest() {}

    /** A sentence that names the closest word, with a space before it; empty if none is close. */
    static String maybe(String written, Collection<String> words) {
        String best = "";
        int least = Math.max(2, written.length() / 3) + 1;
        for (String word : words) {
            int distance = distance(written, word);
            if (distance < least) {
                least = distance;
                best = word;
            }
        }
        return best.isEmpty() ? "" : " Maybe '" + best + "'.";
    }

    /** How many letters have to be inserted, removed or replaced (Levenshtein's distance). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
