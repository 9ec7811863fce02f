package io.lanista.djl.table;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds out whether the numbers of a column are of another kind than those of the training rows: in another unit, say. */
final class NumberShift {
    /** So many deviations away no number of the training rows is expected. */
    private static final double FAR = 4;

    /** Numbers that differ so much less than those of the training rows may be in a larger unit, or just be more alike. */
    private static final double NARROW = 0.02;

    /** In a larger unit their mean is nearer to 0 by the same factor; what the rows themselves make of it may be as much again. */
    private static final double SMALL = 0.05;

    private static final int ENOUGH = 20;

    private final NumberPreparation learnt;
    private final double lowest;
    private final double highest;
    private final Moments moments = new Moments();
    private int present;
    private int far;
    private double first = Double.NaN;
    private boolean different;
    private double firstFar = Double.NaN;

    private NumberShift(NumberPreparation learnt) {
        this.learnt = learnt;
        List<Double> knots = learnt.normal().map(NormalScale::knots).orElse(List.of());
        double margin = knots.isEmpty() ? FAR * learnt.deviation() : highest(knots) - knots.get(0);
        lowest = (knots.isEmpty() ? learnt.mean() : knots.get(0)) - margin;
        highest = (knots.isEmpty() ? learnt.mean() : highest(knots)) + margin;
    }

    private static double highest(List<Double> knots) {
        return knots.get(knots.size() - 1);
    }

    /**
     * What is told of some rows of a column; empty if they are as expected, or nothing is: of columns of another kind, and of
     * numbers that are taken as they are.
     */
    static Optional<String> sentence(ColumnPreparation preparation, Column column, BitSet rows) {
        if (!(column instanceof NumberColumn numbers)
                || !(preparation instanceof NumberPreparation learnt)
                || !saysWhatIsFar(learnt)) {
            return Optional.empty();
        }
        NumberShift shift = new NumberShift(learnt);
        rows.stream().forEach(row -> shift.add(numbers, row));
        return shift.sentence();
    }

    /** Training rows that are all equal have no range. */
    private static boolean saysWhatIsFar(NumberPreparation learnt) {
        return learnt.normal().map(scale -> scale.knots().size() > 1).orElse(learnt.isLearnt());
    }

    private void add(NumberColumn column, int row) {
        if (column.isMissing(row)) {
            return;
        }
        double value = column.value(row);
        first = present == 0 ? value : first;
        different |= value != first;
        present++;
        moments.add(value);
        if (value < lowest || value > highest) {
            firstFar = far == 0 ? value : firstFar;
            far++;
        }
    }

    private Optional<String> sentence() {
        if (2 * far > present) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%d of %d numbers of the column (%s) are far from those that were trained on (%s), such as (%s). Maybe they"
                            + " are in another unit.",
                    far,
                    present,
                    Listing.shortened(learnt.name()),
                    usual(),
                    Listing.rounded(firstFar)));
        }
        return isInLargerUnit()
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "The numbers of the column (%s) are far smaller and differ far less than those that were trained on (%s),"
                                + " such as (%s). Maybe they are in another unit.",
                        Listing.shortened(learnt.name()),
                        usual(),
                        Listing.rounded(first)))
                : Optional.empty();
    }

    /** A mean near 0, as that of a column with one huge number, says nothing of the unit. */
    private boolean isInLargerUnit() {
        return present >= ENOUGH
                && learnt.normal().isEmpty()
                && different
                && moments.deviation() < NARROW * learnt.deviation()
                && Math.abs(learnt.mean()) >= learnt.deviation()
                && Math.abs(moments.mean()) < SMALL * Math.abs(learnt.mean());
    }

    private String usual() {
        return learnt.normal()
                .map(NormalScale::knots)
                .map(knots -> "from " + Listing.rounded(knots.get(0)) + " to " + Listing.rounded(highest(knots)))
                .orElseGet(() -> "mean " + Listing.rounded(learnt.mean()) + ", deviation "
                        + Listing.rounded(learnt.deviation()));
    }
}
