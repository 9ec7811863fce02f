package io.lanista.djl.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
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
    private final @Nullable NDArray[] joined;
    private final boolean lasting;

    Weights(ParameterLayout layout, NDList pieces, boolean lasting) {
        this.layout = layout;
        this.pieces = pieces;
        this.shaped = new @Nullable NDArray[layout.size()];
        this.joined = new @Nullable NDArray[pieces.size()];
        this.lasting = lasting;
    }

    /** The parameter in a slot, in the shape of its layout. */
    public NDArray get(int slot) {
        NDArray known = shaped[slot];
        if (known != null) {
            return known;
        }
        ParameterLayout.Piece piece = layout.pieces().get(layout.pieceOf(slot));
        PtNDArray flat = Pt.of(pieces.get(layout.pieceOf(slot)));
        if (piece.copies() > 1) {
            long size = layout.shape(slot).size();
            int index = piece.slots().indexOf(slot);
            flat = keep(JniUtils.slice(flat, 0, index * size, (index + 1) * size, 1));
        }
        PtNDArray view = keep(JniUtils.reshape(flat, layout.shape(slot).getShape()));
        shaped[slot] = view;
        return view;
    }

    /**
     * All parameters that lie together with this one, as one tensor: one behind the other along the first dimension, in the
     * order of their slots. What {@link #get} gives if nothing was joined, or all are one.
     *
     * @param slot any of them
     */
    public NDArray joined(int slot) {
        int number = layout.pieceOf(slot);
        NDArray known = joined[number];
        if (known != null) {
            return known;
        }
        Shape shape = layout.joinedShape(layout.pieces().get(number));
        PtNDArray view = keep(JniUtils.reshape(Pt.of(pieces.get(number)), shape.getShape()));
        joined[number] = view;
        return view;
    }

    private PtNDArray keep(PtNDArray view) {
        return lasting ? Pt.keep(view) : view;
    }

    /** The names and shapes of these parameters. */
    public ParameterLayout layout() {
        return layout;
    }
}
