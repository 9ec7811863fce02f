package io.lanista.djl.block;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Layers;
import io.lanista.djl.backend.Noise;
import io.lanista.djl.backend.Normalization;
import io.lanista.djl.backend.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * How layers of several networks become one layer: products of matrices a batched product, convolutions a grouped convolution,
 * normalisations over the batch one over the channels of all. Known by the class of their computation, or by what their layer type
 * promises.
 */
final class FusedLayers {
    /** Layers that make each channel's values, or each network's, from the same ones of their inputs. */
    private static final Set<String> BY_CHANNEL =
            Set.of("add", "mean", "multiply", "flatten", "global_avg_pool", "adaptive_avg_pool2d");

    private FusedLayers() {}

    /** A step for all networks at once; empty if it isn't known how. */
    static Optional<FusedLayer> of(PlannedStep step) {
        boolean isOwn = step.computation() instanceof CheckedComputation;
        Computation computation =
                step.computation() instanceof CheckedComputation checked ? checked.unchecked() : step.computation();
        if (computation instanceof ConvolutionComputation convolution) {
            return Optional.of(convolution(convolution));
        }
        if (computation instanceof BatchNormComputation norm) {
            return Optional.of(batchNorm(norm));
        }
        if (computation instanceof GroupNormComputation norm) {
            return Optional.of(groupNorm(norm));
        }
        if (computation instanceof NoiseComputation noise) {
            return Optional.of(noise(noise));
        }
        if (computation instanceof ConcatComputation concat) {
            return Optional.of(concat(concat));
        }
        if (computation instanceof StackedComputation) {
            return Optional.of(stacked(computation));
        }
        boolean isPlain = !isOwn && step.use().parameters() == 0;
        if (step.isChannelwise() || (isPlain && BY_CHANNEL.contains(step.layer().type()))) {
            return Optional.of(asTheyLie(computation));
        }
        return isPlain ? Optional.of(stacked(computation)) : Optional.empty();
    }

    /** One network after the other. */
    static FusedLayer apart(Computation computation) {
        return (inputs, pass) -> {
            List<NDArray> stacked = Members.stacked(inputs);
            List<NDArray> results = new ArrayList<>();
            for (int i = 0; i < pass.members(); i++) {
                int member = i;
                List<NDArray> own = stacked.stream()
                        .map(input -> Members.member(input, member, pass.members()))
                        .toList();
                results.add(computation.apply(own, pass.of(member)));
            }
            return Members.stacked(Tensors.concat(results, 0), pass.members());
        };
    }

    private static FusedLayer convolution(ConvolutionComputation each) {
        return (inputs, pass) -> Members.beside(
                Layers.convolution(
                        inputs.get(0).beside(),
                        Objects.requireNonNull(pass.all().joined(each.weight()), "a convolution has weights"),
                        pass.all().joined(each.bias()),
                        each.stride(),
                        each.padding(),
                        each.dilation(),
                        each.groups() * pass.members()),
                pass.members());
    }

    private static FusedLayer batchNorm(BatchNormComputation each) {
        return (inputs, pass) -> Members.beside(
                Normalization.batchNorm(
                        pass.all().constants(),
                        inputs.get(0).beside(),
                        pass.all().joined(each.gamma()),
                        pass.all().joined(each.beta()),
                        pass.all().joined(each.mean()),
                        pass.all().joined(each.variance()),
                        pass.all().training(),
                        each.momentum(),
                        each.epsilon()),
                pass.members());
    }

    private static FusedLayer groupNorm(GroupNormComputation each) {
        return (inputs, pass) -> Members.beside(
                Normalization.groupNorm(
                        pass.all().constants(),
                        inputs.get(0).beside(),
                        each.groups() * pass.members(),
                        pass.all().joined(each.gamma()),
                        pass.all().joined(each.beta()),
                        each.epsilon()),
                pass.members());
    }

    private static FusedLayer noise(NoiseComputation each) {
        return (inputs, pass) -> {
            Members input = inputs.get(0);
            return pass.all().training()
                    ? Members.stacked(
                            Noise.dropout(input.stacked(), each.rate(), each.rows(), pass.randoms()), pass.members())
                    : input;
        };
    }

    /** Channels that lie beside those of other networks are joined within each. */
    private static FusedLayer concat(ConcatComputation each) {
        return (inputs, pass) -> {
            int count = pass.members();
            if (!inputs.get(0).isBeside()) {
                return Members.stacked(Tensors.concat(Members.stacked(inputs), each.axis()), count);
            }
            List<NDArray> apart = new ArrayList<>();
            long channels = 0;
            for (Members input : inputs) {
                NDArray beside = input.beside();
                long[] shape = beside.getShape().getShape();
                apart.add(Tensors.reshape(
                        beside,
                        LongStream.concat(
                                        LongStream.of(shape[0], count, shape[1] / count),
                                        Arrays.stream(shape, 2, shape.length))
                                .toArray()));
                channels += shape[1];
            }
            NDArray joined = Tensors.concat(apart, each.axis() + 1);
            long[] shape = joined.getShape().getShape();
            long[] beside = Arrays.copyOfRange(shape, 1, shape.length);
            beside[0] = shape[0];
            beside[1] = each.axis() == ConcatComputation.CHANNELS ? channels : shape[1] * shape[2];
            return Members.beside(Tensors.reshape(joined, beside), count);
        };
    }

    private static FusedLayer stacked(Computation each) {
        return (inputs, pass) -> Members.stacked(each.apply(Members.stacked(inputs), pass.all()), pass.members());
    }

    private static FusedLayer asTheyLie(Computation each) {
        return (inputs, pass) -> {
            boolean beside = inputs.stream().anyMatch(Members::isBeside);
            List<NDArray> alike =
                    inputs.stream().map(input -> input.like(beside)).toList();
            return new Members(each.apply(alike, pass.all()), pass.members(), beside);
        };
    }
}
