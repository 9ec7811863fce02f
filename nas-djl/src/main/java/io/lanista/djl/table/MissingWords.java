package io.lanista.djl.table;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which cells stand for a value that isn't known: empty ones, some words, and what a user says. */
final class MissingWords {
    private static final Set<String> USUAL =
            Set.of("?", "-", ".", "na", "n/a", "#n/a", "<na>", "nan", "nat", "null", "none");
    private static final int LONGEST = 4;

    private final Set<String> said;
    private final double[] numbers;

    /**
     * @param said further words or numbers, as a user gives them
     * @param decimal how numbers are written in the table
     */
    MissingWords(List<String> said, DecimalMark decimal) {
        this.said = Set.copyOf(said);
        this.numbers = said.stream()
                .mapToDouble(word -> {
                    double number = Numerals.parse(word, DecimalMark.DOT);
                    return Double.isNaN(number) ? Numerals.parse(word, decimal) : number;
                })
                .filter(number -> !Double.isNaN(number))
                .toArray();
    }

    /** Whether a word means that there is nothing: none of the usual ones is as long as most words are. */
    static boolean isUsual(char[] text, int from, int length) {
        return length == 0
                || (length <= LONGEST && USUAL.contains(new String(text, from, length).toLowerCase(Locale.ROOT)));
    }

    static boolean isUsual(String word) {
        return isUsual(word.toCharArray(), 0, word.length());
    }

    /** Whether the user says so. */
    boolean isSaid(String word) {
        return said.contains(word);
    }

    /** Whether the user says so of a number. */
    boolean isSaid(double number) {
        for (double one : numbers) {
            if (one == number) {
                return true;
            }
        }
        return false;
    }

    boolean areSaid() {
        return !said.isEmpty();
    }
}
