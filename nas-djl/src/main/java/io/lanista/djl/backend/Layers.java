package io.lanista.djl.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Linear maps: dense layers, convolutions, table look-ups. Same results as the functions of that name in PyTorch. */
public final class Layers {
    private Layers() {}

    /**
     * {@code x · weightᵀ + bias}.
     *
     * @param x {@code (…, in)}
     * @param weight {@code (out, in)}
     * @param bias {@code (out)}, or null for none
     * @return {@code (…, out)}
     */
    public static NDArray linear(NDArray x, NDArray weight, @Nullable NDArray bias) {
        return JniUtils.linear(Pt.of(x), Pt.of(weight), Pt.ofNullable(bias));
    }

    /**
     * Convolution of images with the same stride, padding and dilation in both directions.
     *
     * @param x {@code (batch, in, height, width)}
     * @param weight {@code (out, in / groups, kernel height, kernel width)}
     * @param bias {@code (out)}, or null for none
     * @param padding rows or columns of zeros on each side
     * @return {@code (batch, out, height', width')}, where {@code height' = ⌊(height + 2·padding − dilation·(kernel − 1) −
     *     1) / stride⌋ + 1}
     */
    public static NDArray conv2d(
            NDArray x, NDArray weight, @Nullable NDArray bias, long stride, long padding, long dilation, int groups) {
        return convolution(
                x,
                weight,
                bias,
                new Shape(stride, stride),
                new Shape(padding, padding),
                new Shape(dilation, dilation),
                groups);
    }

    /**
     * Convolution of sequences.
     *
     * @param x {@code (batch, in, length)}
     * @param weight {@code (out, in / groups, kernel)}
     * @param bias {@code (out)}, or null for none
     * @return {@code (batch, out, length')}
     */
    public static NDArray conv1d(
            NDArray x, NDArray weight, @Nullable NDArray bias, long stride, long padding, long dilation, int groups) {
        return convolution(x, weight, bias, new Shape(stride), new Shape(padding), new Shape(dilation), groups);
    }

    /**
     * Convolution over one, two or three dimensions, each with its own stride, padding and dilation.
     *
     * @param x {@code (batch, in, size…)}
     * @param weight {@code (out, in / groups, kernel…)}
     * @param bias {@code (out)}, or null for none
     */
    public static NDArray convolution(
            NDArray x,
            NDArray weight,
            @Nullable NDArray bias,
            Shape stride,
            Shape padding,
            Shape dilation,
            int groups) {
        if (skips(weight.getShape(), stride, padding, dilation)) {
            Shape one = ones(stride);
            Shape near = isPointwise(weight.getShape(), padding) ? one : over(dilation, stride);
            return convolution(every(x, stride), weight, bias, one, over(padding, stride), near, groups);
        }
        return JniUtils.convolution(Pt.of(x), Pt.of(weight), Pt.ofNullable(bias), stride, padding, dilation, groups);
    }

    /**
     * Whether a convolution reads no other places than those at whole strides, which are taken out before. On a CPU, the backward pass of a
     * pointwise one in libtorch 2.7.1 writes beyond its memory, and those of dilated ones take many times as long as without the stride.
     */
    private static boolean skips(Shape weight, Shape stride, Shape padding, Shape dilation) {
        boolean whole = true;
        for (int axis = 0; axis < stride.dimension(); axis++) {
            whole &= padding.get(axis) % stride.get(axis) == 0 && dilation.get(axis) % stride.get(axis) == 0;
        }
        return stride.size() > 1 && (whole || isPointwise(weight, padding));
    }

    private static boolean isPointwise(Shape weight, Shape padding) {
        boolean one = true;
        for (int axis = 0; axis < padding.dimension(); axis++) {
            one &= weight.get(axis + 2) == 1 && padding.get(axis) == 0;
        }
        return one;
    }

    private static Shape over(Shape numbers, Shape by) {
        long[] quotients = new long[numbers.dimension()];
        for (int axis = 0; axis < quotients.length; axis++) {
            quotients[axis] = numbers.get(axis) / by.get(axis);
        }
        return new Shape(quotients);
    }

    private static NDArray every(NDArray x, Shape stride) {
        NDArray taken = x;
        for (int axis = 0; axis < stride.dimension(); axis++) {
            int place = axis + 2;
            taken = JniUtils.slice(Pt.of(taken), place, 0, taken.getShape().get(place), stride.get(axis));
        }
        return taken;
    }

    private static Shape ones(Shape stride) {
        long[] ones = new long[stride.dimension()];
        Arrays.fill(ones, 1);
        return new Shape(ones);
    }

    /**
     * Looks rows up.
     *
     * @param indices int64 of any shape, each in {@code [0, rows)}
     * @param table {@code (rows, features)}
     * @return the shape of {@code indices} with {@code features} appended
     */
    public static NDArray embedding(NDArray indices, NDArray table) {
        return JniUtils.embedding(Pt.of(indices), Pt.of(table), false);
    }
}
