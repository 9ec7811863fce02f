package io.lanista.djl.data;

import io.lanista.djl.file.DataException;
import io.lanista.djl.file.DataMemory;
import io.lanista.djl.table.Identity;
import java.util.Locale;

/** The stored features of examples, row by row. Nobody changes them once they are here. */
interface Rows {
    /** How many values a row has. */
    int width();

    /** Copies a row into an array. */
    void copy(int row, float[] to, int at);

    /** A number that is equal for equal rows. */
    long identity(int row);

    /** How much memory a value takes. */
    default int bytes() {
        return Float.BYTES;
    }

    /** Whether they are read from a disk each time, which takes long enough to be done ahead. */
    default boolean areOnDisk() {
        return false;
    }

    /**
     * The same rows, standardised.
     *
     * @param shape of one of them
     */
    default Rows standardized(Standardization by, long[] shape) {
        return new Standardized(this, by.appliedTo(shape));
    }

    /**
     * How many values rows have together.
     *
     * @param bytes that a value takes
     * @throws DataException if that is more than an array holds, or than memory does
     */
    static int capacity(long rows, long width, int bytes) {
        long values = rows * width;
        if (values > Integer.MAX_VALUE - 16) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "(%d) examples of (%d) values each are more than fit into memory here. Maybe make the examples smaller"
                            + " (option size), or use fewer.",
                    rows,
                    width));
        }
        DataMemory.require(bytes * values, "A set of (" + rows + ") examples of (" + width + ") values each");
        return (int) values;
    }

    /** Rows of real numbers, as they are. */
    static Rows of(float[] values, int width) {
        return new Numbers(values, width);
    }

    /** Rows of unsigned bytes that mean 0 to 1: a quarter of the memory, which counts with fifty thousand images. */
    static Rows ofBytes(byte[] values, int width) {
        return new Bytes(values, width);
    }

    /**
     * Rows that were standardised in double precision. As they were given, they are as good as a float can tell them.
     *
     * @param values standardised
     * @param by what they were standardised by, one pair for each value of a row
     */
    static Rows ofStandardized(float[] values, Standardization by) {
        return new Restored(values, by);
    }

    /** Real numbers. */
    record Numbers(float[] values, int width) implements Rows {
        @Override
        public void copy(int row, float[] to, int at) {
            System.arraycopy(values, row * width, to, at, width);
        }

        @Override
        public long identity(int row) {
            long identity = width;
            for (int i = row * width; i < (row + 1) * width; i++) {
                identity = Identity.and(identity, Float.floatToIntBits(values[i] + 0.0f));
            }
            return identity;
        }
    }

    /** Unsigned bytes. */
    record Bytes(byte[] values, int width) implements Rows {
        private static final float[] MEANING = new float[256];

        static {
            for (int value = 0; value < MEANING.length; value++) {
                MEANING[value] = value / 255f;
            }
        }

        @Override
        public int bytes() {
            return 1;
        }

        @Override
        public void copy(int row, float[] to, int at) {
            int from = row * width;
            for (int i = 0; i < width; i++) {
                to[at + i] = MEANING[values[from + i] & 0xFF];
            }
        }

        @Override
        public long identity(int row) {
            long identity = width;
            long eight = 0;
            for (int i = 0; i < width; i++) {
                eight = eight << 8 | (values[row * width + i] & 0xFF);
                if (i % 8 == 7 || i == width - 1) {
                    identity = Identity.and(identity, eight);
                    eight = 0;
                }
            }
            return identity;
        }
    }

    /** Rows that are standardised when they are copied. */
    record Standardized(Rows rows, Standardization.Applied by) implements Rows {
        @Override
        public int width() {
            return rows.width();
        }

        @Override
        public void copy(int row, float[] to, int at) {
            rows.copy(row, to, at);
            by.apply(to, at, rows.width());
        }

        @Override
        public boolean areOnDisk() {
            return rows.areOnDisk();
        }

        @Override
        public long identity(int row) {
            return rows.identity(row);
        }
    }

    /** Standardised numbers, told as they were before. */
    record Restored(float[] values, Standardization by) implements Rows {
        @Override
        public int width() {
            return by.mean().size();
        }

        @Override
        public void copy(int row, float[] to, int at) {
            for (int i = 0; i < width(); i++) {
                to[at + i] = (float) by.restore(i, values[row * width() + i]);
            }
        }

        @Override
        public long identity(int row) {
            return new Numbers(values, width()).identity(row);
        }

        @Override
        public Rows standardized(Standardization wanted, long[] shape) {
            return wanted.equals(by) ? new Numbers(values, width()) : new Standardized(this, wanted.appliedTo(shape));
        }
    }
}
