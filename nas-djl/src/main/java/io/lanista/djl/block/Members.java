package io.lanista.djl.block;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Tensors;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The same tensor of several networks, in one tensor: the examples of one network behind those of the other, {@code (members · batch,
 * …)}, as layers of examples want them; or the channels of one beside those of the other, {@code (batch, members · channels, …)}, as
 * grouped convolutions and normalisations over the batch do.
 *
 * @param count how many networks
 * @param isBeside which of the two
 */
record Members(NDArray tensor, int count, boolean isBeside) {
    static Members stacked(NDArray tensor, int count) {
        return new Members(tensor, count, false);
    }

    static Members beside(NDArray tensor, int count) {
        return new Members(tensor, count, true);
    }

    /** {@code (members · batch, …)} */
    NDArray stacked() {
        if (!isBeside || count == 1) {
            return tensor;
        }
        long[] shape = tensor.getShape().getShape();
        return swapped(shape, new long[] {shape[0], count, shape[1] / count}, shape[0] * count, shape[1] / count);
    }

    /** {@code (batch, members · channels, …)} */
    NDArray beside() {
        if (isBeside || count == 1) {
            return tensor;
        }
        long[] shape = tensor.getShape().getShape();
        return swapped(shape, new long[] {count, shape[0] / count, shape[1]}, shape[0] / count, shape[1] * count);
    }

    /** With members and batch apart, and in the other order. */
    private NDArray swapped(long[] shape, long[] apart, long first, long second) {
        long[] split = new long[shape.length + 1];
        System.arraycopy(apart, 0, split, 0, apart.length);
        System.arraycopy(shape, 2, split, apart.length, shape.length - 2);
        long[] order = IntStream.range(0, split.length).asLongStream().toArray();
        order[0] = 1;
        order[1] = 0;
        long[] joined = shape.clone();
        joined[0] = first;
        joined[1] = second;
        return Tensors.reshape(Tensors.permute(Tensors.reshape(tensor, split), order), joined);
    }

    /** In the order that another one is in. */
    NDArray like(boolean beside) {
        return beside ? beside() : stacked();
    }

    /** One of several, {@code (batch, …)}. */
    static NDArray member(NDArray stacked, int member, int count) {
        long batch = stacked.getShape().get(0) / count;
        return Tensors.slice(stacked, 0, member * batch, (member + 1) * batch);
    }

    static List<NDArray> stacked(List<Members> inputs) {
        return inputs.stream().map(Members::stacked).toList();
    }
}
