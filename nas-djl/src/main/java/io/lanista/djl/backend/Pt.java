package io.lanista.djl.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Between DJL's interfaces and the PyTorch classes that its native calls want. */
final class Pt {
    private Pt() {}

    static PtNDArray of(NDArray tensor) {
        if (tensor instanceof PtNDArray) {
            return (PtNDArray) tensor;
        }
        throw new IllegalArgumentException(String.format(
                Locale.ROOT,
                "This tensor (%s) doesn't belong to the PyTorch engine. Maybe make it with a manager of Backend.",
                tensor.getClass().getName()));
    }

    static @Nullable PtNDArray ofNullable(@Nullable NDArray tensor) {
        return tensor == null ? null : of(tensor);
    }

    /** A 0-dimensional float32 tensor in memory that libtorch owns, so that a graph may hold it for as long as it likes. */
    static PtNDArray scalar(NDManager manager, double value) {
        PtNDManager owner = (PtNDManager) manager;
        return JniUtils.full(owner, new Shape(), value, DataType.FLOAT32, owner.getDevice(), SparseFormat.DENSE);
    }

    /** Takes a new tensor out of the surrounding step, so that it lives as long as its manager. */
    static <T extends NDArray> T keep(T tensor) {
        NDScope.unregister(tensor);
        return tensor;
    }

    /** Overwrites a contiguous float32 tensor that has as many elements as there are values. */
    static void set(PtNDArray tensor, float[] values) {
        if (values.length > 0) {
            tensor.toByteBuffer(true).asFloatBuffer().put(values);
        }
    }
}
