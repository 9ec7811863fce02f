package io.lanista.djl.block;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Constants;
import io.lanista.djl.backend.Weights;
import java.util.random.RandomGenerator;
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
    public NDArray parameter(int slot) {
        return weights.get(slot);
    }

    /** The parameter in a slot, or null for {@link LayerSite#NONE}. */
    public @Nullable NDArray optional(int slot) {
        return slot == LayerSite.NONE ? null : weights.get(slot);
    }

    /** All parameters that lie together with the one in a slot, see {@link Weights#joined}. */
    public NDArray joinedParameters(int slot) {
        return weights.joined(slot);
    }

    /** All running statistics that lie together with those in a slot. */
    public NDArray joinedBuffers(int slot) {
        return buffers.joined(slot);
    }

    /** The running statistics in a slot that {@link LayerSite#buffer} gave. */
    public NDArray buffer(int slot) {
        return buffers.get(slot);
    }
}
