package io.lanista.djl.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Normalisation layers, as PyTorch defines them: variances are biased, except in batch norm's running statistics. */
public final class Normalization {
    /** PyTorch's default for all three: added to the variance. */
    public static final double EPSILON = 1e-5;

    /** PyTorch's default for batch norm: the share of the new batch in the running statistics. */
    public static final double MOMENTUM = 0.1;

    private Normalization() {}

    /**
     * Batch normalisation over all dimensions but the second (Ioffe and Szegedy, 2015).
     *
     * @param x {@code (batch, channels, …)}; when training, with more than one value for each channel
     * @param gamma scale, {@code (channels)}, or null for ones
     * @param beta shift, {@code (channels)}, or null for zeros
     * @param runningMean {@code (channels)}; used when not training, updated in place when training
     * @param runningVariance likewise
     * @param training whether to normalise with this batch's own statistics
     */
    public static NDArray batchNorm(
            Constants constants,
            NDArray x,
            @Nullable NDArray gamma,
            @Nullable NDArray beta,
            NDArray runningMean,
            NDArray runningVariance,
            boolean training) {
        return batchNorm(constants, x, gamma, beta, runningMean, runningVariance, training, MOMENTUM, EPSILON);
    }

    /**
     * The same with another momentum and epsilon.
     *
     * @param momentum the share of the new batch in the running statistics
     * @param epsilon added to the variance
     */
    public static NDArray batchNorm(
            Constants constants,
            NDArray x,
            @Nullable NDArray gamma,
            @Nullable NDArray beta,
            NDArray runningMean,
            NDArray runningVariance,
            boolean training,
            double momentum,
            double epsilon) {
        long channels = x.getShape().get(1);
        return JniUtils.batchNorm(
                Pt.of(x),
                Pt.of(runningMean),
                Pt.of(runningVariance),
                Pt.of(gamma == null ? constants.ones(channels) : gamma),
                Pt.of(beta == null ? constants.zeros(channels) : beta),
                training,
                momentum,
                epsilon);
    }

    /**
     * Layer normalisation over the last dimension (Ba et al., 2016).
     *
     * @param x {@code (…, features)}
     * @param gamma scale, {@code (features)}, or null for ones
     * @param beta shift, {@code (features)}, or null for zeros
     */
    public static NDArray layerNorm(Constants constants, NDArray x, @Nullable NDArray gamma, @Nullable NDArray beta) {
        return layerNorm(constants, x, gamma, beta, EPSILON);
    }

    /**
     * The same with another epsilon.
     *
     * @param epsilon added to the variance
     */
    public static NDArray layerNorm(
            Constants constants, NDArray x, @Nullable NDArray gamma, @Nullable NDArray beta, double epsilon) {
        Shape shape = x.getShape();
        long features = shape.get(shape.dimension() - 1);
        return JniUtils.layerNorm(
                Pt.of(x),
                new Shape(features),
                Pt.of(gamma == null ? constants.ones(features) : gamma),
                Pt.of(beta == null ? constants.zeros(features) : beta),
                epsilon);
    }

    /**
     * Group normalisation (Wu and He, 2018): each image's channels in {@code groups} groups, each normalised by itself.
     *
     * @param x {@code (batch, channels, …)}
     * @param groups a divisor of the channels
     * @param gamma scale, {@code (channels)}, or null for ones
     * @param beta shift, {@code (channels)}, or null for zeros
     * @throws IllegalArgumentException if the channels don't divide into the groups
     */
    public static NDArray groupNorm(
            Constants constants, NDArray x, int groups, @Nullable NDArray gamma, @Nullable NDArray beta) {
        return groupNorm(constants, x, groups, gamma, beta, EPSILON);
    }

    /**
     * The same with another epsilon.
     *
     * @param epsilon added to the variance
     */
    public static NDArray groupNorm(
            Constants constants,
            NDArray x,
            int groups,
            @Nullable NDArray gamma,
            @Nullable NDArray beta,
            double epsilon) {
        Shape shape = x.getShape();
        long channels = shape.get(1);
        if (groups < 1 || channels % groups != 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "(%d) channels can't be divided into (%d) equal groups.", channels, groups));
        }
        // A group of one image is a row of a matrix, and layer norm over that row is the group's normalisation.
        PtNDArray rows = JniUtils.reshape(Pt.of(x), new long[] {shape.get(0) * groups, -1});
        PtNDArray normal = JniUtils.reshape(Pt.of(layerNorm(constants, rows, null, null, epsilon)), shape.getShape());
        if (gamma != null) {
            normal = JniUtils.mul(normal, perChannel(gamma, shape));
        }
        return beta == null ? normal : JniUtils.add(normal, perChannel(beta, shape));
    }

    private static PtNDArray perChannel(NDArray vector, Shape shape) {
        long[] aligned = new long[shape.dimension()];
        Arrays.fill(aligned, 1);
        aligned[1] = shape.get(1);
        return JniUtils.reshape(Pt.of(vector), aligned);
    }
}
