package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Weights;
import java.util.ArrayList;
import java.util.List;

/** The architecture parameters of a supernet as tensors, recorded or not: what mixed blocks read. One thread only. */
public final class Alphas {
    private final Weights tensors;

    private Alphas(Weights tensors) {
        this.tensors = tensors;
    }

    /**
     * The architecture parameters in this form.
     *
     * @param tensors of {@link Supernet#architecture}, recorded or viewed
     */
    public static Alphas of(Weights tensors) {
        return new Alphas(tensors);
    }

    /** The parameter in a slot, in the shape with which it was declared. */
    public NDArray get(AlphaSlot slot) {
        return tensors.get(slot.index());
    }

    /** The numbers of the parameter in a slot. */
    public float[] values(AlphaSlot slot) {
        return get(slot).toFloatArray();
    }

    /** All parameters, in the order of their slots. */
    public List<NDArray> all() {
        List<NDArray> all = new ArrayList<>();
        for (int index = 0; index < tensors.layout().size(); index++) {
            all.add(tensors.get(index));
        }
        return all;
    }
}
