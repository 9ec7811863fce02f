package io.lanista.onnx.runtime;

import java.util.Arrays;
import java.util.Locale;

/**
 * A tensor of 32-bit floating-point numbers on its way into or out of a session.
 *
 * @param values row-major. The array isn't copied: give it away
 * @param shape its sizes, that of the batch first
 */
public record OnnxArray(float[] values, long... shape) {
    /** Checks. */
    public OnnxArray {
        long count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if (count != values.length) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "A tensor of shape %s has (%d) numbers, but (%d) were given.",
                    Arrays.toString(shape),
                    count,
                    values.length));
        }
    }

    /** How many examples the batch has. */
    public int examples() {
        return Math.toIntExact(shape[0]);
    }

    /** The numbers of one example, row-major. */
    public float[] example(int number) {
        int size = values.length / examples();
        return Arrays.copyOfRange(values, number * size, (number + 1) * size);
    }
}
