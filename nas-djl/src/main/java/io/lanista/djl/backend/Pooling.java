package io.lanista.djl.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Pooling over sequences {@code (batch, channels, length)} or images {@code (batch, channels, height, width)}. Kernel,
 * stride and padding have one number for each pooled dimension; padding is at most half the kernel.
 */
public final class Pooling {
    private static final Shape SINGLE = new Shape(1, 1);

    private Pooling() {}

    /** The maximum of each window of an image. */
    public static NDArray max(NDArray x, long kernel, long stride, long padding) {
        return max(x, square(kernel), square(stride), square(padding));
    }

    /** The maximum of each window; padding never wins. */
    public static NDArray max(NDArray x, Shape kernel, Shape stride, Shape padding) {
        return JniUtils.maxPool(Pt.of(x), kernel, stride, padding, false);
    }

    /** The mean of each window of an image, over those of its places that lie in the image. */
    public static NDArray average(Constants constants, NDArray x, long kernel, long stride, long padding) {
        return average(constants, x, square(kernel), square(stride), square(padding));
    }

    /**
     * The mean of each window, over those of its places that lie in the tensor (PyTorch's {@code count_include_pad=False};
     * DJL's own average pooling always counts the padding).
     */
    public static NDArray average(Constants constants, NDArray x, Shape kernel, Shape stride, Shape padding) {
        PtNDArray tensor = Pt.of(x);
        PtNDArray pooled = JniUtils.avgPool(tensor, kernel, stride, padding, false, true);
        if (isZero(padding)) {
            return pooled;
        }
        Shape image = tensor.getShape().slice(2);
        return JniUtils.mul(pooled, constants.poolingWeights(image, kernel, stride, padding));
    }

    /** The mean of each window over all of its places, those in the padding counting as zeros. */
    public static NDArray averageWithPadding(NDArray x, Shape kernel, Shape stride, Shape padding) {
        return JniUtils.avgPool(Pt.of(x), kernel, stride, padding, false, true);
    }

    /**
     * The mean over each channel.
     *
     * @param x {@code (batch, channels, height, width)}
     * @return {@code (batch, channels)}
     */
    public static NDArray globalAverage(NDArray x) {
        PtNDArray mean = JniUtils.adaptiveAvgPool(Pt.of(x), SINGLE);
        return JniUtils.flatten(mean, 1, 3);
    }

    /**
     * Means over windows that are chosen so that the result has the given size.
     *
     * @param x {@code (batch, channels, height, width)}
     * @return {@code (batch, channels, height', width')}
     */
    public static NDArray adaptiveAverage(NDArray x, long height, long width) {
        return JniUtils.adaptiveAvgPool(Pt.of(x), new Shape(height, width));
    }

    private static boolean isZero(Shape padding) {
        for (long side : padding.getShape()) {
            if (side != 0) {
                return false;
            }
        }
        return true;
    }

    private static Shape square(long side) {
        return new Shape(side, side);
    }
}
