package io.lanista.djl.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Small tensors that operations need again and again, made once for each trial: ones, zeros, and the weights of average
 * pooling's borders. They outlive the {@link Step} in which they are first asked for. One thread at a time.
 */
public final class Constants {
    private final NDManager manager;
    private final Map<Long, PtNDArray> ones = new HashMap<>();
    private final Map<Long, PtNDArray> zeros = new HashMap<>();
    private final Map<List<Shape>, PtNDArray> poolingWeights = new HashMap<>();

    /**
     * @param manager the trial's manager, which owns the constants
     */
    public Constants(NDManager manager) {
        this.manager = manager;
    }

    /** Ones of shape {@code (length)}. Not to be changed. */
    public NDArray ones(long length) {
        return ones.computeIfAbsent(length, n -> Pt.keep(Pt.of(manager.ones(new Shape(n)))));
    }

    /** Zeros of shape {@code (length)}. Not to be changed. */
    public NDArray zeros(long length) {
        return zeros.computeIfAbsent(length, n -> Pt.keep(Pt.of(manager.zeros(new Shape(n)))));
    }

    /**
     * What an average over a whole window must be multiplied by so that it is one over the part of the window that lies
     * in the image. Shape {@code (1, 1, …)} with the pooled size.
     */
    PtNDArray poolingWeights(Shape image, Shape kernel, Shape stride, Shape padding) {
        return poolingWeights.computeIfAbsent(List.of(image, kernel, stride, padding), key -> {
            Shape single = new Shape(1, 1).addAll(image);
            try (GradMode off = GradMode.off();
                    PtNDArray inside = Pt.of(manager.ones(single));
                    PtNDArray share = JniUtils.avgPool(inside, kernel, stride, padding, false, true);
                    PtNDArray one = Pt.scalar(manager, 1)) {
                return Pt.keep(JniUtils.div(one, share));
            }
        });
    }
}
