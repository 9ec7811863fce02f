package io.lanista.djl.block;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Tensors;
import java.util.Arrays;
import java.util.Map;

/** Layers that make one tensor of several. */
final class JoiningLayers {
    private JoiningLayers() {}

    static Map<String, LayerBuilder> builders() {
        return Map.of(
                "add",
                site -> (inputs, pass) -> Tensors.sum(inputs),
                "mean",
                site -> (inputs, pass) -> Tensors.mean(inputs),
                "multiply",
                JoiningLayers::multiply,
                "concat",
                JoiningLayers::concat);
    }

    private static Computation multiply(LayerSite site) {
        int rank = site.output().rank();
        return (inputs, pass) -> inputs.stream()
                .map(input -> spread(input, rank))
                .reduce(Tensors::multiply)
                .orElseThrow();
    }

    /** One number for each channel, {@code (batch, channels)}, as {@code (batch, channels, 1, …)}. */
    private static NDArray spread(NDArray input, int rank) {
        long[] shape = input.getShape().getShape();
        if (shape.length == rank + 1) {
            return input;
        }
        long[] spread = new long[rank + 1];
        Arrays.fill(spread, 1);
        spread[0] = shape[0];
        spread[1] = shape[1];
        return Tensors.reshape(input, spread);
    }

    private static Computation concat(LayerSite site) {
        return new ConcatComputation(site.integer("axis") + ConcatComputation.CHANNELS);
    }
}
