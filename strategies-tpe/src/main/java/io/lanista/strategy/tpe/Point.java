package io.lanista.strategy.tpe;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A candidate as numbers: one code for each column, not a number where the decision is not active. */
final class Point {
    private final double[] codes;
    private final int hash;

    Point(double[] codes) {
        this.codes = codes;
        this.hash = Arrays.hashCode(codes);
    }

    double code(int column) {
        return column < codes.length ? codes[column] : Double.NaN;
    }

    boolean isActive(int column) {
        return !Double.isNaN(code(column));
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
