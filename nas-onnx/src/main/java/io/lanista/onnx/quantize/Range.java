package io.lanista.onnx.quantize;

/**
 * The values that a tensor takes, zero among them.
 *
 * @param min the smallest
 * @param max the largest
 */
record Range(double min, double max) {
    private static final int LEVELS = 255;

    static final Range ZERO = new Range(0, 0);

    Range with(float[] values) {
        double low = min;
        double high = max;
        for (float value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return new Range(low, high);
    }

    Range with(Range other) {
        return new Range(Math.min(min, other.min), Math.max(max, other.max));
    }

    /** What one step of an unsigned byte stands for. */
    float scale() {
        return max > min ? (float) ((max - min) / LEVELS) : 1;
    }

    /** The byte that stands for zero. */
    byte zeroPoint() {
        return (byte) Math.max(0, Math.min(LEVELS, Math.round(-min / scale())));
    }
}
