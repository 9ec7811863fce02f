package io.lanista.strategy.tpe;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A candidate as numbers: one code for each column, not a number where the decision is not active. */
final class Point {
    private final double[] codes;
    private final int hash;

    Point(double[] codes) {
        this.codes = codes;
        this.hash = hash(codes);
    }

    /** Small whole numbers differ in their upper bits only, which hash tables hardly look at: they are mixed down. */
    private static int hash(double[] codes) {
        int hash = Arrays.hashCode(codes);
        hash = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
        return hash ^ (hash >>> 13);
    }

    double code(int column) {
        return column < codes.length ? codes[column] : Double.NaN;
    }

    boolean isActive(int column) {
        return !Double.isNaN(code(column));
    }

    /** The share of the decisions that are active in either point in which they differ. */
    double distance(Point other) {
        int different = 0;
        int active = 0;
        for (int column = 0; column < Math.max(codes.length, other.codes.length); column++) {
            if (isActive(column) || other.isActive(column)) {
                active++;
                different += code(column) == other.code(column) ? 0 : 1;
            }
        }
        return active == 0 ? 0 : different / (double) active;
    }

    int columns() {
        return codes.length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Point point && hash == point.hash && Arrays.equals(codes, point.codes);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
