package io.lanista.djl.block;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Noise;
import java.util.List;

/**
 * Drops values at random while training, and does nothing else.
 *
 * @param rate in {@code [0, 1)}
 * @param rows whether whole examples are dropped
 */
record NoiseComputation(double rate, boolean rows) implements Computation {
    @Override
    public NDArray apply(List<NDArray> inputs, Pass pass) {
        NDArray x = inputs.get(0);
        if (!pass.training()) {
            return x;
        }
        return rows ? Noise.dropPath(x, rate, pass.random()) : Noise.dropout(x, rate, pass.random());
    }
}
