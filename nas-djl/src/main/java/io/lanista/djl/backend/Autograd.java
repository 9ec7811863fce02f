package io.lanista.djl.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Locale;
import java.util.Optional;

/**
 * Backward passes and gradients, without DJL's {@code GradientCollector} (of which a JVM can have only one at a time).
 *
 * <p>Gradient mode is per thread ({@link GradMode}); different threads may run backward passes over different graphs.
 */
public final class Autograd {
    private Autograd() {}

    /**
     * Runs the backward pass and frees the recorded graph. Gradients are added to those that the leaves hold already.
     *
     * @param loss a recorded tensor of one element
     * @throws IllegalArgumentException if it has more than one element
     */
    public static void backward(NDArray loss) {
        backward(loss, false);
    }

    /**
     * Runs the backward pass and keeps the graph, so that another pass over it may follow.
     *
     * @param loss a recorded tensor of one element
     * @throws IllegalArgumentException if it has more than one element
     */
    public static void backwardKeepingGraph(NDArray loss) {
        backward(loss, true);
    }

    private static void backward(NDArray loss, boolean keepGraph) {
        if (loss.size() != 1) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "A backward pass starts from one number, but the loss has shape %s. Maybe take its mean first.",
                    loss.getShape()));
        }
        try (NDArray one = loss.getManager().ones(loss.getShape())) {
            JniUtils.backward(Pt.of(loss), Pt.of(one), keepGraph, false);
        }
    }

    /**
     * Makes a tensor a leaf whose gradient the backward pass computes, or stops that. Its value isn't touched.
     */
    public static void track(NDArray leaf, boolean gradient) {
        leaf.setRequiresGradient(gradient);
    }

    /**
     * The sum of a tensor's elements, for a backward pass down to a leaf. It is recorded, and the leaf has a gradient, of zeros, even where
     * the tensor doesn't depend on the leaf.
     */
    public static NDArray sumTo(NDArray leaf, NDArray tensor) {
        NDArray nothing = Tensors.of(leaf.getManager(), new float[1], 1);
        return Tensors.add(tensor.sum(), Tensors.multiply(leaf, nothing).sum());
    }

    /**
     * The gradient of a leaf, or nothing if no backward pass has reached it. Each call makes a new handle: close it, or
     * let the {@link Step} do so.
     */
    public static Optional<NDArray> gradient(NDArray leaf) {
        return Optional.ofNullable(JniUtils.getGradient(Pt.of(leaf)));
    }

    /** The gradient of a leaf as numbers in row-major order; zeros if no backward pass has reached it. */
    public static float[] gradientValues(NDArray leaf) {
        PtNDArray gradient = JniUtils.getGradient(Pt.of(leaf));
        if (gradient == null) {
            return new float[Math.toIntExact(leaf.size())];
        }
        try (gradient) {
            return gradient.toFloatArray();
        }
    }

    /** Sets the gradient of a leaf to zeros, if it has one. */
    public static void clearGradient(NDArray leaf) {
        JniUtils.zeroGrad(Pt.of(leaf));
    }

    /** The same values outside the recorded graph: gradients don't flow through the result. Shares memory. */
    public static NDArray detach(NDArray tensor) {
        return JniUtils.detachGradient(Pt.of(tensor));
    }
}
