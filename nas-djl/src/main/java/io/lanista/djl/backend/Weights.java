package io.lanista.djl.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a network as tensors, by slot: what a forward pass reads.
 *
 * <p>Views of one flat tensor: no values are copied. One thread only. Those of {@link FlatParameters#record()} end with the
 * step that they were made in.
 */
public final class Weights {
    private final ParameterLayout layout;
    private final NDList pieces;
    private final @Nullable NDArray[] shaped;
    private final boolean lasting;

    Weights(ParameterLayout layout, NDList pieces, boolean lasting) {
        this.layout = layout;
        this.pieces = pieces;
        this.shaped = new @Nullable NDArray[layout.size()];
        this.lasting = lasting;
    }

    /** The parameter in a slot, in the shape of its layout. */
    public NDArray get(int slot) {
        NDArray known = shaped[slot];
        if (known != null) {
            return known;
        }
        PtNDArray view =
                JniUtils.reshape(Pt.of(pieces.get(slot)), layout.shape(slot).getShape());
        if (lasting) {
            Pt.keep(view);
        }
        shaped[slot] = view;
        return view;
    }

    /** The names and shapes of these parameters. */
    public ParameterLayout layout() {
        return layout;
    }
}
