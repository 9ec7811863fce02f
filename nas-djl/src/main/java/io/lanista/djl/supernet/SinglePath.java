package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.List;

/** Stands in the place of a choice whose candidates are never mixed; all of them count alike. */
record SinglePath(int candidates) implements MixedBlock {
    @Override
    public NDArray forward(List<NDArray> inputs, MixedPass pass) {
        throw new IllegalStateException(
                "This supernet computes single architectures only. Maybe ask for one: path(choices).");
    }

    @Override
    public double[] probabilities(Alphas alphas) {
        double[] alike = new double[candidates];
        Arrays.fill(alike, 1.0 / candidates);
        return alike;
    }
}
