package io.lanista.djl.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.jspecify.annotations.Nullable;

/**
 * One recurrent layer over a sequence, forward in time, starting from zeros, with PyTorch's gates and order of gates.
 */
public final class Recurrent {
    private Recurrent() {}

    /**
     * Long short-term memory, as {@code torch.nn.LSTM} (gates in the order input, forget, cell, output).
     *
     * @param x {@code (batch, time, in)}
     * @param inputWeight {@code (4·hidden, in)}
     * @param hiddenWeight {@code (4·hidden, hidden)}
     * @param inputBias {@code (4·hidden)}, or null for no biases at all
     * @param hiddenBias {@code (4·hidden)}, or null together with the other
     * @return the hidden states, {@code (batch, time, hidden)}
     */
    public static NDArray lstm(
            NDArray x,
            NDArray inputWeight,
            NDArray hiddenWeight,
            @Nullable NDArray inputBias,
            @Nullable NDArray hiddenBias) {
        PtNDArray start = start(x, hiddenWeight);
        NDList parameters = parameters(inputWeight, hiddenWeight, inputBias, hiddenBias);
        return JniUtils.lstm(
                        Pt.of(x), new NDList(start, start), parameters, parameters.size() == 4, 1, 0, true, false, true)
                .get(0);
    }

    /**
     * Gated recurrent unit, as {@code torch.nn.GRU} (gates in the order reset, update, new).
     *
     * @param x {@code (batch, time, in)}
     * @param inputWeight {@code (3·hidden, in)}
     * @param hiddenWeight {@code (3·hidden, hidden)}
     * @param inputBias {@code (3·hidden)}, or null for no biases at all
     * @param hiddenBias {@code (3·hidden)}, or null together with the other
     * @return the hidden states, {@code (batch, time, hidden)}
     */
    public static NDArray gru(
            NDArray x,
            NDArray inputWeight,
            NDArray hiddenWeight,
            @Nullable NDArray inputBias,
            @Nullable NDArray hiddenBias) {
        NDList parameters = parameters(inputWeight, hiddenWeight, inputBias, hiddenBias);
        return JniUtils.gru(
                        Pt.of(x), start(x, hiddenWeight), parameters, parameters.size() == 4, 1, 0, true, false, true)
                .get(0);
    }

    /** The last hidden state of a sequence: {@code (batch, time, hidden)} to {@code (batch, hidden)}. */
    public static NDArray last(NDArray states) {
        long time = states.getShape().get(1);
        return JniUtils.squeeze(JniUtils.slice(Pt.of(states), 1, time - 1, time, 1), 1);
    }

    private static PtNDArray start(NDArray x, NDArray hiddenWeight) {
        long batch = x.getShape().get(0);
        long hidden = hiddenWeight.getShape().get(1);
        return Pt.of(x.getManager().zeros(new Shape(1, batch, hidden)));
    }

    private static NDList parameters(
            NDArray inputWeight, NDArray hiddenWeight, @Nullable NDArray inputBias, @Nullable NDArray hiddenBias) {
        if (inputBias == null && hiddenBias == null) {
            return new NDList(inputWeight, hiddenWeight);
        }
        if (inputBias == null || hiddenBias == null) {
            throw new IllegalArgumentException(
                    "One of the two biases is missing. Maybe pass zeros for it, or null for both.");
        }
        return new NDList(inputWeight, hiddenWeight, inputBias, hiddenBias);
    }
}
