package io.lanista.djl.block;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Constants;
import io.lanista.djl.backend.Layers;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.backend.Weights;
import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * One pass of a batch through a network: the parameters to use, whether it trains, and where random masks come from.
 *
 * @param weights the parameters, recorded or not
 * @param buffers running statistics, by slot; layers update them in place when training
 * @param constants small tensors of the trial
 * @param training whether layers behave as in training (batch statistics, masks)
 * @param random the trial's generator, for masks
 */
public record Pass(Weights weights, Weights buffers, Constants constants, boolean training, RandomGenerator random) {
    /** The parameter in a slot that {@link LayerSite#parameter} gave. */
    public NDArray parameter(WeightSlot slot) {
        return weights.get(slot.index());
    }

    /** The parameter in a slot, or null for {@link WeightSlot#NONE}. */
    public @Nullable NDArray optional(WeightSlot slot) {
        return slot.isPresent() ? weights.get(slot.index()) : null;
    }

    /** The running statistics in a slot that {@link LayerSite#buffer} gave; of several networks those of the first. */
    public NDArray buffer(BufferSlot slot) {
        return buffers.get(slot.index() * buffers.members());
    }

    /** How many networks go through this pass at once, one's examples behind the other's; 1 unless they are fused. */
    int members() {
        return weights.members();
    }

    /** The parameters of all networks in a slot: {@code (members, …)}. */
    private NDArray ofAll(WeightSlot slot) {
        long[] shape = weights.ofAll(slot.index()).getShape().getShape();
        long[] apart = new long[shape.length + 1];
        apart[0] = members();
        apart[1] = shape[0] / members();
        System.arraycopy(shape, 1, apart, 2, shape.length - 1);
        return Tensors.reshape(weights.ofAll(slot.index()), apart);
    }

    /** A linear map of the last dimension, each network's examples by its own weights. */
    NDArray linear(NDArray x, WeightSlot weight, WeightSlot bias) {
        if (members() == 1) {
            return Layers.linear(x, parameter(weight), optional(bias));
        }
        long[] shape = x.getShape().getShape().clone();
        NDArray rows = Tensors.reshape(x, members(), -1, shape[shape.length - 1]);
        NDArray matrices = ofAll(weight);
        NDArray product = Tensors.matmul(rows, Tensors.permute(matrices, 0, 2, 1));
        shape[shape.length - 1] = matrices.getShape().get(1);
        if (bias.isPresent()) {
            product = Tensors.add(product, Tensors.reshape(ofAll(bias), members(), 1, -1));
        }
        return Tensors.reshape(product, shape);
    }

    /**
     * A linear map for each part: {@code (batch, parts, in)} by matrices {@code (parts, in, out)} to {@code (batch, parts, out)}.
     *
     * @param transposed whether the matrices are {@code (parts, out, in)}
     */
    NDArray linearByPart(NDArray x, WeightSlot matrices, boolean transposed) {
        if (members() == 1) {
            NDArray each = parameter(matrices);
            NDArray product =
                    Tensors.matmul(Tensors.permute(x, 1, 0, 2), transposed ? Tensors.permute(each, 0, 2, 1) : each);
            return Tensors.permute(product, 1, 0, 2);
        }
        NDArray each = ofAll(matrices);
        long[] shape = x.getShape().getShape();
        NDArray apart = Tensors.reshape(x, members(), shape[0] / members(), shape[1], shape[2]);
        NDArray product = Tensors.matmul(
                Tensors.permute(apart, 0, 2, 1, 3), transposed ? Tensors.permute(each, 0, 1, 3, 2) : each);
        return Tensors.reshape(Tensors.permute(product, 0, 2, 1, 3), shape[0], shape[1], -1);
    }

    /** Element by element with a parameter, which is broadcast over the examples of its network. */
    NDArray withEach(NDArray x, WeightSlot slot, BinaryOperator<NDArray> operation) {
        if (members() == 1) {
            return operation.apply(x, parameter(slot));
        }
        NDArray parameters = ofAll(slot);
        long[] of = parameters.getShape().getShape();
        long[] shape = x.getShape().getShape();
        long[] apart = new long[shape.length + 1];
        apart[0] = members();
        apart[1] = shape[0] / members();
        System.arraycopy(shape, 1, apart, 2, shape.length - 1);
        long[] aligned = new long[apart.length];
        Arrays.fill(aligned, 1);
        aligned[0] = members();
        System.arraycopy(of, 1, aligned, aligned.length - of.length + 1, of.length - 1);
        NDArray result = operation.apply(Tensors.reshape(x, apart), Tensors.reshape(parameters, aligned));
        long[] made = result.getShape().getShape();
        long[] stacked = Arrays.copyOfRange(made, 1, made.length);
        stacked[0] *= made[0];
        return Tensors.reshape(result, stacked);
    }

    /** Rows of a table, each network's from its own. */
    NDArray rows(NDArray codes, WeightSlot table) {
        if (members() == 1) {
            return Layers.embedding(codes, parameter(table));
        }
        NDArray tables = weights.ofAll(table.index());
        long rows = tables.getShape().get(0) / members();
        long[] shape = codes.getShape().getShape();
        long[] starts =
                LongStream.range(0, members()).map(member -> member * rows).toArray();
        NDArray places = Tensors.add(
                Tensors.reshape(codes, members(), -1), Tensors.of(codes.getManager(), starts, members(), 1));
        return Layers.embedding(Tensors.reshape(places, shape), tables);
    }

    /** All parameters that lie together with the one in a slot, see {@link Weights#joined}; null for {@link WeightSlot#NONE}. */
    public @Nullable NDArray joined(WeightSlot slot) {
        return slot.isPresent() ? weights.joined(slot.index() * weights.layout().members()) : null;
    }

    /** All running statistics that lie together with those in a slot. */
    public NDArray joined(BufferSlot slot) {
        return buffers.joined(slot.index() * buffers.layout().members());
    }
}
