package io.lanista.djl.data;

/** The stored features of examples, row by row. Nobody changes them once they are here. */
interface Rows {
    /** How many values a row has. */
    int width();

    /** Copies a row into an array. */
    void copy(int row, float[] to, int at);

    /**
     * How many values rows have together.
     *
     * @throws DataException if that is more than an array holds
     */
    static int capacity(long rows, long width) {
        long values = rows * width;
        if (values > Integer.MAX_VALUE - 16) {
            throw new DataException(String.format(
                    "(%d) examples of (%d) values each are more than fit into memory here. Maybe make the examples smaller"
                            + " (option size), or use fewer.",
                    rows, width));
        }
        return (int) values;
    }

    /** Rows of real numbers, as they are. */
    static Rows of(float[] values, int width) {
        return new Rows() {
            @Override
            public int width() {
                return width;
            }

            @Override
            public void copy(int row, float[] to, int at) {
                System.arraycopy(values, row * width, to, at, width);
            }
        };
    }

    /** Rows of unsigned bytes that mean 0 to 1: a quarter of the memory, which counts with fifty thousand images. */
    static Rows ofBytes(byte[] values, int width) {
        float[] meaning = new float[256];
        for (int value = 0; value < meaning.length; value++) {
            meaning[value] = value / 255f;
        }
        return new Rows() {
            @Override
            public int width() {
                return width;
            }

            @Override
            public void copy(int row, float[] to, int at) {
                int from = row * width;
                for (int i = 0; i < width; i++) {
                    to[at + i] = meaning[values[from + i] & 0xFF];
                }
            }
        };
    }
}
