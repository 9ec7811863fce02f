package io.lanista.djl.data;

import io.lanista.djl.table.Listing;
import io.lanista.djl.table.WordColumn;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A date so far from the others that it rather says that there is none: a year before or after all others if programs are known to
 * write it so, else ten years and twice as far as the others are apart.
 *
 * @param word how it is written
 * @param count how often it is there
 * @param next the date next to it, as it is written
 * @param late whether it is behind the others
 */
record DatePlaceholder(String word, int count, String next, boolean late) {
    private static final double YEAR = 365.25;
    private static final double FAR = 10 * YEAR;

    /** In days since 1970: 0001-01-01, 1753-01-01, 1899-12-30, 1899-12-31, 1900-01-01, 1970-01-01, 2099-12-31, 9999-12-31. */
    private static final Set<Long> KNOWN =
            Set.of(-719_162L, -79_257L, -25_569L, -25_568L, -25_567L, 0L, 47_481L, 2_932_896L);

    /**
     * The first or the last date of a column, if it is such a one.
     *
     * @param days when each row is; NaN where that is missing
     */
    static Optional<DatePlaceholder> in(WordColumn column, double... days) {
        return extreme(column, days, -1).or(() -> extreme(column, days, 1));
    }

    private static Optional<DatePlaceholder> extreme(WordColumn column, double[] days, int sign) {
        int first = -1;
        int second = -1;
        double end = Double.POSITIVE_INFINITY;
        int count = 0;
        for (int row = 0; row < days.length; row++) {
            double day = sign * days[row];
            if (Double.isNaN(day)) {
                continue;
            }
            end = Math.min(end, day);
            if (first < 0 || day > sign * days[first]) {
                second = first;
                first = row;
                count = 1;
            } else if (day == sign * days[first]) {
                count++;
            } else if (second < 0 || day > sign * days[second]) {
                second = row;
            }
        }
        if (second < 0) {
            return Optional.empty();
        }
        double gap = Math.abs(days[first] - days[second]);
        double others = sign * days[second] - end;
        boolean known = KNOWN.contains((long) Math.floor(days[first]));
        return known && gap > YEAR || others > 0 && gap > Math.max(FAR, 2 * others)
                ? Optional.of(new DatePlaceholder(
                        column.words().get(column.code(first)),
                        count,
                        column.words().get(column.code(second)),
                        sign > 0))
                : Optional.empty();
    }

    /** In words: {@code 3 cells of 1900-01-01, and else none before 2019-04-30}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d %s of %s, and else none %s %s",
                count,
                count == 1 ? "cell" : "cells",
                Listing.shortened(word),
                late ? "after" : "before",
                Listing.shortened(next));
    }
}
