package io.lanista.djl.table;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out whether the numbers of a column are of another kind than those of the training rows: in another unit, say. */
final class NumberShift {
    /** So many deviations away no number of the training rows is expected. */
    private static final double FAR = 4;

    /** Numbers that differ so much less than those of the training rows are in a larger unit. */
    private static final double NARROW = 0.02;

    private static final int ENOUGH = 20;

    private final NumberPreparation learnt;
    private final double lowest;
    private final double highest;
    private final Moments moments = new Moments();
    private int present;
    private int far;
    private double first = Double.NaN;
    private boolean different;
    private double farthest = Double.NaN;

    private NumberShift(NumberPreparation learnt) {
        this.learnt = learnt;
        List<Double> knots = learnt.normal().map(NormalScale::knots).orElse(List.of());
        lowest = knots.isEmpty() ? learnt.mean() - FAR * learnt.deviation() : knots.get(0);
        highest = knots.isEmpty() ? learnt.mean() + FAR * learnt.deviation() : knots.get(knots.size() - 1);
    }

    /** Null for a column of another kind, and for numbers that are taken as they are. */
    static @Nullable NumberShift of(ColumnPreparation column) {
        return column instanceof NumberPreparation learnt && learnt.isLearnt() ? new NumberShift(learnt) : null;
    }

    void add(NumberColumn column, int row) {
        if (column.isMissing(row)) {
            return;
        }
        double value = column.value(row);
        first = present == 0 ? value : first;
        different |= value != first;
        present++;
        moments.add(value);
        if (value < lowest || value > highest) {
            farthest = far == 0 ? value : farthest;
            far++;
        }
    }

    Optional<String> sentence() {
        if (2 * far > present) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%d of %d numbers of the column (%s) are far from those that were trained on (%s), such as (%s). Maybe they"
                            + " are in another unit.",
                    far,
                    present,
                    Listing.shortened(learnt.name()),
                    usual(),
                    Listing.rounded(farthest)));
        }
        boolean narrow = present >= ENOUGH
                && learnt.normal().isEmpty()
                && different
                && moments.deviation() < NARROW * learnt.deviation();
        return narrow
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "The numbers of the column (%s) differ far less than those that were trained on (%s), such as (%s). Maybe"
                                + " they are in another unit.",
                        Listing.shortened(learnt.name()),
                        usual(),
                        Listing.rounded(first)))
                : Optional.empty();
    }

    private String usual() {
        return learnt.normal().isPresent()
                ? "from " + Listing.rounded(lowest) + " to " + Listing.rounded(highest)
                : "mean " + Listing.rounded(learnt.mean()) + ", deviation " + Listing.rounded(learnt.deviation());
    }
}
