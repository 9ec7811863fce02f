package io.lanista.djl.data;

import io.lanista.djl.table.Listing;
import io.lanista.djl.table.NumberColumn;
import java.util.Locale;
import java.util.Optional;

/**
 * A number that is so far from the others that it rather says that there is none: a thousand times as large as the next one, beyond
 * what is measured anywhere, or made of nines only and twice as large as the next one.
 *
 * @param value the number
 * @param count how often it is there
 * @param next the number next to it
 */
record Outlier(double value, int count, double next) {
    private static final double FAR = 1000;
    private static final double UNMEASURABLE = 1e30;
    private static final long FEWEST_NINES = 99;

    /** The largest or the smallest number of a column, if it is such a one. */
    static Optional<Outlier> in(NumberColumn column) {
        Outlier highest = extreme(column, 1);
        return highest.isStriking()
                ? Optional.of(highest)
                : Optional.of(extreme(column, -1)).filter(Outlier::isStriking);
    }

    private static Outlier extreme(NumberColumn column, int sign) {
        double first = Double.NEGATIVE_INFINITY;
        double second = Double.NEGATIVE_INFINITY;
        int count = 0;
        for (int row = 0; row < column.size(); row++) {
            double value = sign * column.value(row);
            if (value > first) {
                second = first;
                first = value;
                count = 1;
            } else if (value == first) {
                count++;
            } else if (value > second) {
                second = value;
            }
        }
        return new Outlier(sign * first, count, sign * second);
    }

    private boolean isStriking() {
        double size = Math.abs(value);
        boolean outside = value > next ? value > 0 : value < 0;
        if (!Double.isFinite(value) || !Double.isFinite(next) || !outside) {
            return false;
        }
        double others = Math.abs(next);
        return size >= UNMEASURABLE || size > FAR * Math.max(1, others) || (isNines(size) && size > 2 * others);
    }

    private static boolean isNines(double size) {
        return size > FEWEST_NINES
                && size < 1e15
                && size == Math.rint(size)
                && Long.toString(Math.round(size)).chars().allMatch(digit -> digit == '9');
    }

    /** In words: {@code 3 cells of 99999, and else at most 412}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d %s of %s, and else %s %s",
                count,
                count == 1 ? "cell" : "cells",
                Listing.rounded(value),
                value > next ? "at most" : "at least",
                Listing.rounded(next));
    }
}
