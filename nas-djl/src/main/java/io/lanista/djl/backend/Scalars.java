package io.lanista.djl.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Arithmetic between a tensor of any shape and a number, safe in recorded graphs.
 *
 * <p>DJL's own {@code mul(Number)}, {@code div(Number)} and {@code pow(Number)} wrap a Java buffer that may be freed while
 * the graph still needs it. Here the number lives in memory that libtorch owns. All results are new float32 tensors of the
 * operand's shape.
 */
public final class Scalars {
    private Scalars() {}

    /** {@code x · factor}. */
    public static NDArray times(NDArray x, double factor) {
        PtNDArray tensor = Pt.of(x);
        return JniUtils.mul(tensor, Pt.scalar(tensor.getManager(), factor));
    }

    /** {@code x / divisor}. */
    public static NDArray over(NDArray x, double divisor) {
        PtNDArray tensor = Pt.of(x);
        return JniUtils.div(tensor, Pt.scalar(tensor.getManager(), divisor));
    }

    /** {@code x + summand}. */
    public static NDArray plus(NDArray x, double summand) {
        PtNDArray tensor = Pt.of(x);
        return JniUtils.add(tensor, Pt.scalar(tensor.getManager(), summand));
    }

    /** {@code x} to the power of {@code exponent}, element by element. */
    public static NDArray power(NDArray x, double exponent) {
        PtNDArray tensor = Pt.of(x);
        return JniUtils.pow(tensor, Pt.scalar(tensor.getManager(), exponent));
    }

    /**
     * {@code min(max(x, low), high)}; the gradient is 1 strictly between the bounds and 0 outside.
     */
    public static NDArray clamp(NDArray x, double low, double high) {
        PtNDArray tensor = Pt.of(x);
        PtNDArray floor = JniUtils.max(tensor, Pt.scalar(tensor.getManager(), low));
        return JniUtils.min(floor, Pt.scalar(tensor.getManager(), high));
    }
}
