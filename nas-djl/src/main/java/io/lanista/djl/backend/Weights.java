package io.lanista.djl.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
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

    /** Those of all members that this is one of; null if it stands alone. */
    private final @Nullable Weights together;

    private final int member;

    Weights(ParameterLayout layout, NDList pieces, boolean lasting) {
        this.layout = layout;
        this.pieces = pieces;
        this.shaped = new @Nullable NDArray[layout.size()];
        this.joined = new @Nullable NDArray[pieces.size()];
        this.lasting = lasting;
        this.together = null;
        this.member = 0;
    }

    private Weights(Weights together, int member) {
        this.layout = together.layout;
        this.pieces = together.pieces;
        this.shaped = together.shaped;
        this.joined = together.joined;
        this.lasting = together.lasting;
        this.together = together;
        this.member = member;
    }

    /**
     * Tensors as the parameters of a network: slices of a larger network's, for one. They end with the step that they were made in.
     *
     * @param layout in which no parameters lie together
     * @param tensors one for each slot, with as many elements as its shape
     */
    public static Weights of(ParameterLayout layout, List<NDArray> tensors) {
        return new Weights(layout, new NDList(tensors), false);
    }

    /** The parameters of one of the networks that these are of, by the slots that it would have alone. */
    public Weights of(int one) {
        return new Weights(this, one);
    }

    /** Of how many networks these parameters are: 1 for those of one alone, also {@link #of} several. */
    public int members() {
        return together == null ? layout.members() : 1;
    }

    /** The parameter in a slot, in the shape of its layout. */
    public NDArray get(int slot) {
        if (together != null) {
            return together.get(slot * layout.members() + member);
        }
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

    /** The parameters of all networks in one slot that each would have alone: {@code (members · first dimension, …)}. */
    public NDArray ofAll(int slot) {
        return joined(slot * layout.members());
    }

    /** The names and shapes of these parameters. */
    public ParameterLayout layout() {
        return layout;
    }
}
