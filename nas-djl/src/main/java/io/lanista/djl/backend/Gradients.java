package io.lanista.djl.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** Operations on flat gradients. */
public final class Gradients {
    private static final int[] ALONG = {0};
    private static final double MARGIN = 1e-6;
    private static final float UNCLIPPED = -1;

    private Gradients() {}

    /** The Euclidean norm of a flat tensor. */
    public static double norm(NDArray flat) {
        try (PtNDArray norm = JniUtils.norm(Pt.of(flat), 2, ALONG, false)) {
            return Tensors.value(norm);
        }
    }

    /**
     * Scales the gradient of these parameters in place, if its Euclidean norm is above {@code limit}, so that the norm
     * becomes that ({@code torch.nn.utils.clip_grad_norm_}). Call it between the backward pass and the update.
     *
     * @return the norm before
     * @throws IllegalStateException if there is no gradient
     */
    public static double clipByNorm(FlatParameters parameters, double limit) {
        PtNDArray gradient = Pt.of(parameters.gradient());
        double norm = norm(gradient);
        if (norm > limit) {
            JniUtils.muli(gradient, Pt.scalar(gradient.getManager(), limit / (norm + MARGIN)));
        }
        return norm;
    }

    /**
     * The same for several networks, each with a gradient of its own.
     *
     * @param parameters of a layout made by {@link ParameterLayout#together}
     */
    public static void clipByMember(FlatParameters parameters, double limit) {
        PtNDArray gradient = Pt.of(parameters.gradient());
        float[] values = gradient.toFloatArray();
        long[] owners = parameters.owners();
        double[] norms = new double[parameters.layout().members()];
        for (int i = 0; i < values.length; i++) {
            norms[(int) owners[i]] += (double) values[i] * values[i];
        }
        double[] factors = new double[norms.length];
        for (int member = 0; member < norms.length; member++) {
            double norm = Math.sqrt(norms[member]);
            factors[member] = norm > limit ? limit / (norm + MARGIN) : 1;
        }
        JniUtils.muli(gradient, Pt.of(parameters.spread(factors)));
    }

    /**
     * {@code target ← target + factor · source}, in place: a step along a direction, and back.
     *
     * @param target flat, such as {@link FlatParameters#values()}
     * @param source flat, of the same length; not changed
     */
    public static void addScaled(NDArray target, double factor, NDArray source) {
        JniUtils.sgdUpdate(Pt.of(target), Pt.of(source), null, (float) -factor, 0, 1, UNCLIPPED, 0);
    }
}
