package io.lanista.djl.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Making tensors from Java's numbers, and cutting and joining them. */
public final class Tensors {
    private static final int IMAGES = 4;

    private Tensors() {}

    /**
     * A tensor in memory that libtorch owns, so that it may be closed while a recorded graph still needs it (unlike those
     * of {@code manager.create}).
     *
     * @param values in row-major order, as many as the shape has elements
     */
    public static NDArray of(NDManager manager, float[] values, long... shape) {
        PtNDArray tensor = empty(manager, DataType.FLOAT32, values.length, shape);
        Pt.set(tensor, values);
        return tensor;
    }

    /** An int64 tensor, for labels and indices; otherwise like {@link #of(NDManager, float[], long...)}. */
    public static NDArray of(NDManager manager, long[] values, long... shape) {
        PtNDArray tensor = empty(manager, DataType.INT64, values.length, shape);
        if (values.length > 0) {
            tensor.toByteBuffer(true).asLongBuffer().put(values);
        }
        return tensor;
    }

    /** The value of a float32 tensor of one element. */
    public static float value(NDArray single) {
        return Pt.of(single).toByteBuffer(false).getFloat(0);
    }

    private static PtNDArray empty(NDManager manager, DataType type, int count, long[] dimensions) {
        Shape shape = new Shape(dimensions);
        if (shape.size() != count) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "Shape %s has (%d) elements, but (%d) were given.", shape, shape.size(), count));
        }
        return Pt.of(manager.create(shape, type));
    }

    /** {@code a + b}, with broadcasting. */
    public static NDArray add(NDArray a, NDArray b) {
        return JniUtils.add(Pt.of(a), Pt.of(b));
    }

    /**
     * {@code target ← target + summand}, in place. In a recorded graph, only for a target whose value no gradient needs, such as
     * the result of a sum, a product or a normalisation.
     */
    public static void addInPlace(NDArray target, NDArray summand) {
        JniUtils.addi(Pt.of(target), Pt.of(summand));
    }

    /** The same elements, repeated along dimensions of one: a view. */
    public static NDArray broadcast(NDArray x, long... shape) {
        return JniUtils.broadcast(Pt.of(x), new Shape(shape));
    }

    /** {@code a · b} element by element, with broadcasting. */
    public static NDArray multiply(NDArray a, NDArray b) {
        return JniUtils.mul(Pt.of(a), Pt.of(b));
    }

    /** The sum of tensors of one shape. */
    public static NDArray sum(List<? extends NDArray> tensors) {
        NDArray sum = tensors.get(0);
        for (NDArray next : tensors.subList(1, tensors.size())) {
            sum = add(sum, next);
        }
        return sum;
    }

    /** The mean of tensors of one shape. */
    public static NDArray mean(List<? extends NDArray> tensors) {
        return tensors.size() == 1 ? tensors.get(0) : Scalars.over(sum(tensors), tensors.size());
    }

    /** The mean along an axis, which is gone then. */
    public static NDArray mean(NDArray x, int axis) {
        return JniUtils.mean(Pt.of(x), axis, false);
    }

    /** Each part along an axis so many times, one after the other: 1, 2 twice is 1, 1, 2, 2. */
    public static NDArray repeat(NDArray x, long times, int axis) {
        return JniUtils.repeat(Pt.of(x), times, axis);
    }

    /** The natural logarithm of each element. */
    public static NDArray log(NDArray x) {
        return JniUtils.log(Pt.of(x));
    }

    /** Cosines and sines of each element, side by side along a last axis. */
    public static NDArray cosinesAndSines(NDArray x) {
        PtNDArray tensor = Pt.of(x);
        PtNDArray[] both = {JniUtils.cos(tensor), JniUtils.sin(tensor)};
        return JniUtils.cat(both, tensor.getShape().dimension() - 1L);
    }

    /** {@code min(max(x, low), high)}, with broadcasting. */
    public static NDArray clamp(NDArray x, NDArray low, NDArray high) {
        return JniUtils.min(JniUtils.max(Pt.of(x), Pt.of(low)), Pt.of(high));
    }

    /** Joins tensors that agree in all dimensions but {@code axis}. A single tensor is returned as it is. */
    public static NDArray concat(List<? extends NDArray> tensors, int axis) {
        if (tensors.size() == 1) {
            return tensors.get(0);
        }
        return JniUtils.cat(tensors.stream().map(Pt::of).toArray(PtNDArray[]::new), axis);
    }

    /** Joins tensors of one shape along a new dimension. */
    public static NDArray stack(List<? extends NDArray> tensors, int axis) {
        return JniUtils.stack(tensors.stream().map(Pt::of).toArray(PtNDArray[]::new), axis);
    }

    /** The part from {@code from} (inclusive) to {@code to} (exclusive) along an axis: a view. */
    public static NDArray slice(NDArray x, int axis, long from, long to) {
        return JniUtils.slice(Pt.of(x), axis, from, to, 1);
    }

    /** Cuts a tensor into parts of the given sizes along an axis: views. */
    public static List<NDArray> split(NDArray x, int axis, long... sizes) {
        return new ArrayList<>(JniUtils.split(Pt.of(x), sizes, axis));
    }

    /**
     * Puts a constant around the last two dimensions.
     *
     * @param x {@code (…, height, width)}
     */
    public static NDArray pad(NDArray x, long top, long bottom, long left, long right, double value) {
        return JniUtils.pad(Pt.of(x), new long[] {left, right, top, bottom}, value);
    }

    /** The same elements in another shape; one dimension may be −1, which means what is left. */
    public static NDArray reshape(NDArray x, long... shape) {
        return JniUtils.reshape(Pt.of(x), shape);
    }

    /** {@code (batch, …)} as {@code (batch, features)}. */
    public static NDArray flatten(NDArray x) {
        return JniUtils.flatten(Pt.of(x), 1, -1);
    }

    /** The dimensions in another order: a view. */
    public static NDArray permute(NDArray x, long... order) {
        return JniUtils.permute(Pt.of(x), order);
    }

    /**
     * The same images in memory with the channels of a pixel side by side. Shape and results stay as they are, but
     * convolutions, pooling and batch norm, which hand this order on, are up to twice as fast. Sums are taken in another
     * order, so results differ in the last digits.
     *
     * @param x {@code (batch, channels, height, width)}; anything else is returned as it is
     */
    public static NDArray channelsLast(NDArray x) {
        long[] shape = x.getShape().getShape();
        if (shape.length != IMAGES) {
            return x;
        }
        NDArray pixels = reshape(permute(x, 0, 2, 3, 1), -1);
        return permute(reshape(pixels, shape[0], shape[2], shape[3], shape[1]), 0, 3, 1, 2);
    }

    /** The product of matrices {@code (…, n, k)} and {@code (…, k, m)}. */
    public static NDArray matmul(NDArray a, NDArray b) {
        return JniUtils.matmul(Pt.of(a), Pt.of(b));
    }
}
