package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Layers;
import io.lanista.djl.backend.Normalization;
import io.lanista.djl.backend.ParameterLayout;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.block.BatchNormComputation;
import io.lanista.djl.block.BufferSlot;
import io.lanista.djl.block.ConvolutionComputation;
import io.lanista.djl.block.WeightSlot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Layers of all choices at once. In: the same layer of each choice, each with weights of its own. Out: one layer that reads and
 * makes the channels of all choices side by side. To that end, the weights are made to lie one behind the other, so that they
 * are one tensor: two 3×3 convolutions from 4 to 8 channels are one from 4 to 16.
 */
final class JointLayers {
    /** Instead of a candidate: scaled by no candidate's weight. */
    static final int UNSCALED = -1;

    private final int choices;
    private final ParameterLayout.Builder weights;
    private final ParameterLayout.Builder buffers;
    private final List<List<WeightSlot>> joinedWeights = new ArrayList<>();
    private final List<List<BufferSlot>> joinedBuffers = new ArrayList<>();
    private final List<List<BufferSlot>> sharedBuffers = new ArrayList<>();

    JointLayers(int choices, ParameterLayout.Builder weights, ParameterLayout.Builder buffers) {
        this.choices = choices;
        this.weights = weights;
        this.buffers = buffers;
    }

    /** Makes the parameters lie together. */
    void join() {
        joinedWeights.forEach(slots -> weights.join(indexes(slots, WeightSlot::index)));
        joinedBuffers.forEach(slots -> buffers.join(indexes(slots, BufferSlot::index)));
        sharedBuffers.forEach(slots -> buffers.share(indexes(slots, BufferSlot::index)));
    }

    private static <S> List<Integer> indexes(List<S> slots, Function<S, Integer> index) {
        return slots.stream().map(index).toList();
    }

    /**
     * A convolution.
     *
     * @param each the convolution of each choice
     * @param dense whether it reads the choices' common image, rather than an image for each
     */
    JointLayer convolution(List<ConvolutionComputation> each, boolean dense) {
        ConvolutionComputation first = each.get(0);
        int groups = first.groups() * (dense ? 1 : choices);
        WeightSlot weight = joined(each, ConvolutionComputation::weight);
        WeightSlot bias = joined(each, ConvolutionComputation::bias);
        return (inputs, pass) -> Layers.convolution(
                inputs.get(0),
                Objects.requireNonNull(pass.pass().joined(weight), "a convolution has weights"),
                pass.pass().joined(bias),
                first.stride(),
                first.padding(),
                first.dilation(),
                groups);
    }

    /**
     * A batch normalisation.
     *
     * @param each the normalisation of each choice
     * @param alike whether it is the same for all choices, and reads their common image
     * @param candidate by whose weights its result is scaled, or {@link #UNSCALED}
     */
    JointLayer norm(List<BatchNormComputation> each, boolean alike, int candidate) {
        BatchNormComputation first = each.get(0);
        List<List<BufferSlot>> group = alike ? sharedBuffers : joinedBuffers;
        BufferSlot mean = together(each, BatchNormComputation::mean, group);
        BufferSlot variance = together(each, BatchNormComputation::variance, group);
        WeightSlot gamma = joined(each, BatchNormComputation::gamma);
        WeightSlot beta = joined(each, BatchNormComputation::beta);
        return (inputs, pass) -> {
            NDArray scale = pass.pass().joined(gamma);
            NDArray shift = pass.pass().joined(beta);
            if (candidate != UNSCALED) {
                NDArray weight = pass.scale(candidate);
                scale = scale == null ? weight : Tensors.multiply(scale, weight);
                shift = shift == null ? null : Tensors.multiply(shift, weight);
            }
            return Normalization.batchNorm(
                    pass.pass().constants(),
                    inputs.get(0),
                    scale,
                    shift,
                    pass.pass().joined(mean),
                    pass.pass().joined(variance),
                    pass.pass().training(),
                    first.momentum(),
                    first.epsilon());
        };
    }

    /** The channels once for each choice. */
    JointLayer copies() {
        return (inputs, pass) -> Tensors.concat(Collections.nCopies(choices, inputs.get(0)), 1);
    }

    /** A concatenation of channels within each of so many choices. */
    JointLayer concat(int of) {
        if (of == 1) {
            return (inputs, pass) -> Tensors.concat(inputs, 1);
        }
        return (inputs, pass) -> {
            List<NDArray> pieces = new ArrayList<>();
            for (int choice = 0; choice < of; choice++) {
                for (NDArray input : inputs) {
                    long channels = input.getShape().get(1) / of;
                    pieces.add(Tensors.slice(input, 1, choice * channels, (choice + 1) * channels));
                }
            }
            return Tensors.concat(pieces, 1);
        };
    }

    private <C> WeightSlot joined(List<C> each, Function<C, WeightSlot> slot) {
        WeightSlot first = slot.apply(each.get(0));
        return first.isPresent() ? together(each, slot, joinedWeights) : first;
    }

    /** The first slot, by which the tensor of all is found. */
    private static <C, S> S together(List<C> each, Function<C, S> slot, List<List<S>> groups) {
        List<S> slots = each.stream().map(slot).toList();
        if (slots.size() > 1) {
            groups.add(slots);
        }
        return slots.get(0);
    }
}
