package io.lanista.djl.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** Element-wise activations and softmax, each as PyTorch defines it. Results have the operand's shape. */
public final class Activations {
    private Activations() {}

    /** {@code max(x, 0)}. */
    public static NDArray relu(NDArray x) {
        return JniUtils.relu(Pt.of(x));
    }

    /** {@code min(max(x, 0), 6)}. */
    public static NDArray relu6(NDArray x) {
        return Scalars.clamp(x, 0, 6);
    }

    /** {@code x} where positive, {@code slope · x} elsewhere. */
    public static NDArray leakyRelu(NDArray x, double slope) {
        return JniUtils.leakyRelu(Pt.of(x), slope);
    }

    /** {@code x} where positive, {@code alpha · (eˣ − 1)} elsewhere. */
    public static NDArray elu(NDArray x, double alpha) {
        return JniUtils.elu(Pt.of(x), alpha);
    }

    /** The self-normalising ELU of Klambauer et al., 2017. */
    public static NDArray selu(NDArray x) {
        return JniUtils.selu(Pt.of(x));
    }

    /** {@code x · Φ(x)}, with the exact normal distribution function. */
    public static NDArray gelu(NDArray x) {
        return JniUtils.gelu(Pt.of(x));
    }

    /** {@code x · sigmoid(x)}, also called swish. */
    public static NDArray silu(NDArray x) {
        PtNDArray tensor = Pt.of(x);
        return JniUtils.mul(tensor, JniUtils.sigmoid(tensor));
    }

    /** {@code x · tanh(ln(1 + eˣ))}. */
    public static NDArray mish(NDArray x) {
        PtNDArray tensor = Pt.of(x);
        return JniUtils.mul(tensor, JniUtils.tanh(JniUtils.softPlus(tensor)));
    }

    /** {@code ln(1 + eˣ)}. */
    public static NDArray softplus(NDArray x) {
        return JniUtils.softPlus(Pt.of(x));
    }

    /** {@code min(max(x + 3, 0), 6) / 6} (Howard et al., "Searching for MobileNetV3", 2019). */
    public static NDArray hardSigmoid(NDArray x) {
        return Scalars.times(Scalars.clamp(Scalars.plus(x, 3), 0, 6), 1.0 / 6);
    }

    /** {@code x · hardSigmoid(x)}. */
    public static NDArray hardSwish(NDArray x) {
        return JniUtils.mul(Pt.of(x), Pt.of(hardSigmoid(x)));
    }

    /** {@code 1 / (1 + e⁻ˣ)}. */
    public static NDArray sigmoid(NDArray x) {
        return JniUtils.sigmoid(Pt.of(x));
    }

    /** The hyperbolic tangent. */
    public static NDArray tanh(NDArray x) {
        return JniUtils.tanh(Pt.of(x));
    }

    /** Exponentials that sum to 1 along an axis; a negative axis counts from the end. */
    public static NDArray softmax(NDArray x, int axis) {
        return JniUtils.softmax(Pt.of(x), axis, DataType.FLOAT32);
    }

    /** The logarithm of {@link #softmax}, computed without overflow. */
    public static NDArray logSoftmax(NDArray x, int axis) {
        return JniUtils.logSoftmax(Pt.of(x), axis, DataType.FLOAT32);
    }
}
