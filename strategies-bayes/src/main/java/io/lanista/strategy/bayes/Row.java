package io.lanista.strategy.bayes;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Choices as the forest sees them: one number for each feature, {@link #INACTIVE} where it has no meaning. */
final class Row {
    static final double INACTIVE = -1;
    private final double[] values;
    private final int hash;

    Row(double[] values) {
        int width = values.length;
        while (width > 0 && values[width - 1] == INACTIVE) {
            width--; // Rows are equal whether or not features turned up later.
        }
        this.values = Arrays.copyOf(values, width);
        this.hash = Arrays.hashCode(this.values);
    }

    double value(int feature) {
        return feature < values.length ? values[feature] : INACTIVE;
    }

    /** This row with some features set anew, beginning at a place. */
    Row with(int first, double[] replaced) {
        double[] changed = Arrays.copyOf(values, Math.max(values.length, first + replaced.length));
        Arrays.fill(changed, values.length, changed.length, INACTIVE);
        System.arraycopy(replaced, 0, changed, first, replaced.length);
        return new Row(changed);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Row row && hash == row.hash && Arrays.equals(values, row.values);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
