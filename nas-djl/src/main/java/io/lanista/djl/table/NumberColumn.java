package io.lanista.djl.table;

/** Cells that are numbers, in double precision. */
public final class NumberColumn implements Column {
    /** Beyond this a number stands for something else, or its square is too large for a double. */
    static final double LARGEST = 1e150;

    private final double[] values;

    /** The array isn't copied: give it away. NaN stands for a missing cell. */
    public NumberColumn(double... values) {
        this.values = values;
    }

    @Override
    public int size() {
        return values.length;
    }

    /** A cell's number; NaN where it is missing. */
    public double value(int row) {
        return values[row];
    }

    @Override
    public boolean isMissing(int row) {
        return Double.isNaN(values[row]);
    }

    @Override
    public long identity(int row) {
        if (isMissing(row)) {
            return 0;
        }
        // The bit that tells a number from a missing cell is the only one in which 2 differs from 0. And -0.0 is 0.0.
        return values[row] == 2 ? 1 : Double.doubleToLongBits(values[row] + 0.0) | 1L << 62;
    }
}
