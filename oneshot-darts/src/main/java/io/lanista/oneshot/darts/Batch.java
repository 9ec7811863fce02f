package io.lanista.oneshot.darts;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.data.Batches;
import java.util.Arrays;

/**
 * Examples with their classes, as tensors of the surrounding step.
 *
 * @param images {@code (batch, …)}
 * @param labels {@code (batch)}
 */
record Batch(NDArray images, NDArray labels, int size) {
    /** The current batch. */
    static Batch of(NDManager manager, Batches batches, long[] example) {
        int size = batches.size();
        long[] shape = new long[example.length + 1];
        shape[0] = size;
        System.arraycopy(example, 0, shape, 1, example.length);
        int width = Math.toIntExact(Arrays.stream(example).reduce(1, Math::multiplyExact));
        long[] labels = new long[size];
        for (int i = 0; i < size; i++) {
            labels[i] = batches.labels()[i];
        }
        float[] features = Arrays.copyOf(batches.features(), size * width);
        return new Batch(Tensors.of(manager, features, shape), Tensors.of(manager, labels, size), size);
    }
}
