package io.lanista.djl.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The pieces of multi-head attention (Vaswani et al., "Attention Is All You Need", 2017, section 3.2). */
public final class Attention {
    private Attention() {}

    /**
     * Cuts features into heads.
     *
     * @param x {@code (batch, time, features)}
     * @param heads a divisor of the features
     * @return {@code (batch, heads, time, features / heads)}
     * @throws IllegalArgumentException if the features don't divide into the heads
     */
    public static NDArray splitHeads(NDArray x, int heads) {
        Shape shape = x.getShape();
        long features = shape.get(2);
        if (heads < 1 || features % heads != 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "(%d) features can't be divided into (%d) equal heads.", features, heads));
        }
        PtNDArray cut = JniUtils.reshape(Pt.of(x), new long[] {shape.get(0), shape.get(1), heads, features / heads});
        return JniUtils.transpose(cut, 1, 2);
    }

    /** Undoes {@link #splitHeads}: {@code (batch, heads, time, depth)} to {@code (batch, time, heads · depth)}. */
    public static NDArray mergeHeads(NDArray x) {
        Shape shape = x.getShape();
        PtNDArray swapped = JniUtils.transpose(Pt.of(x), 1, 2);
        return JniUtils.reshape(swapped, new long[] {shape.get(0), shape.get(2), shape.get(1) * shape.get(3)});
    }

    /**
     * {@code softmax(q·kᵀ/√depth + mask) · v}.
     *
     * @param q {@code (batch, heads, time, depth)}
     * @param k {@code (batch, heads, source, depth)}
     * @param v {@code (batch, heads, source, depth')}
     * @param mask added to the scores, broadcast to {@code (batch, heads, time, source)}, with −∞ where nothing may be
     *     seen; or null for none
     * @return {@code (batch, heads, time, depth')}
     */
    public static NDArray scaledDotProduct(NDArray q, NDArray k, NDArray v, @Nullable NDArray mask) {
        Shape shape = q.getShape();
        long depth = shape.get(shape.dimension() - 1);
        NDArray scaled = Scalars.times(q, 1 / Math.sqrt(depth));
        PtNDArray scores = JniUtils.matmul(Pt.of(scaled), JniUtils.transpose(Pt.of(k), -2, -1));
        if (mask != null) {
            scores = JniUtils.add(scores, Pt.of(mask));
        }
        return JniUtils.matmul(Pt.of(Activations.softmax(scores, -1)), Pt.of(v));
    }
}
