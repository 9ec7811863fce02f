package io.lanista.djl.frozen;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Shape;
import io.lanista.layer.Attribute;
import java.util.Arrays;

/**
 * How a window of places moves over an image; lengths are {@code (vertical, horizontal)}.
 *
 * @param kernel how many places
 * @param stride steps of the window
 * @param padding places around the image
 * @param dilation from one place to the next
 * @param image the size of the image
 * @param result the size of what comes out
 */
record Window(int[] kernel, int[] stride, int[] padding, int[] dilation, int[] image, int[] result) {
    /** Of a layer. */
    static Window of(Layer layer, Shape input, Shape output, boolean dilated) {
        return new Window(
                sizes(layer, "kernel"),
                sizes(layer, "stride"),
                sizes(layer, "padding"),
                dilated ? sizes(layer, "dilation") : new int[] {1, 1},
                new int[] {Math.toIntExact(input.get(1)), Math.toIntExact(input.get(2))},
                new int[] {Math.toIntExact(output.get(1)), Math.toIntExact(output.get(2))});
    }

    private static int[] sizes(Layer layer, String attribute) {
        return Arrays.stream(Attribute.sizes(layer, attribute, 2))
                .mapToInt(Math::toIntExact)
                .toArray();
    }

    int places() {
        return kernel[0] * kernel[1];
    }

    int length() {
        return result[0] * result[1];
    }

    /** Whether what comes out is read at the very places where it goes. */
    boolean isPointwise() {
        return places() == 1 && stride[0] == 1 && stride[1] == 1 && padding[0] == 0 && padding[1] == 0;
    }

    /** A call of one of the engine's functions that move a window. */
    String call(String function, int from, String more) {
        return ProgramWriter.call(
                function,
                "v" + from,
                ProgramWriter.list(kernel),
                ProgramWriter.list(stride),
                ProgramWriter.list(padding),
                more);
    }

    /**
     * What a place of the window sees while it moves over the image.
     *
     * @param place from 0, row by row
     * @param outside what it sees in the padding
     * @param seen takes {@link #length} numbers
     */
    void see(float[] plane, int place, float outside, float[] seen) {
        int down = place / kernel[1] * dilation[0] - padding[0];
        int right = place % kernel[1] * dilation[1] - padding[1];
        int width = result[1];
        int step = stride[1];
        // The first column that lies in the image, and the one after the last.
        int from = Math.min(width, right >= 0 ? 0 : (-right + step - 1) / step);
        int to = Math.max(from, Math.min(width, (image[1] - right + step - 1) / step));
        for (int row = 0; row < result[0]; row++) {
            int y = row * stride[0] + down;
            int at = row * width;
            if (y < 0 || y >= image[0] || from == to) {
                Arrays.fill(seen, at, at + width, outside);
                continue;
            }
            Arrays.fill(seen, at, at + from, outside);
            Arrays.fill(seen, at + to, at + width, outside);
            int source = y * image[1] + right;
            if (step == 1) {
                System.arraycopy(plane, source + from, seen, at + from, to - from);
            } else {
                for (int x = from; x < to; x++) {
                    seen[at + x] = plane[source + x * step];
                }
            }
        }
    }
}
