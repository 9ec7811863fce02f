package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.lanista.djl.backend.Losses;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.data.Batches;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Examples with their classes, as tensors of the surrounding step, which closes them.
 *
 * @param inputs {@code (batch, …)}
 * @param labels {@code (batch)}
 * @param size how many examples
 * @param tally counts what {@link #loss} sees
 */
public record Batch(NDArray inputs, NDArray labels, int size, Tally tally) {
    /**
     * The batch at which some batches are.
     *
     * @param manager of the tensors
     * @param example the shape of one example
     * @param tally to count losses and hits
     */
    public static Batch of(NDManager manager, Batches batches, long[] example, Tally tally) {
        int size = batches.size();
        long[] shape =
                LongStream.concat(LongStream.of(size), Arrays.stream(example)).toArray();
        int width = Math.toIntExact(Arrays.stream(example).reduce(1, Math::multiplyExact));
        long[] labels = Arrays.stream(batches.labels(), 0, size).asLongStream().toArray();
        float[] features = Arrays.copyOf(batches.features(), size * width);
        return new Batch(Tensors.of(manager, features, shape), Tensors.of(manager, labels, size), size, tally);
    }

    /**
     * The cross-entropy of a network's outputs, one number; counted, and how many of the outputs are right, too.
     *
     * @param logits {@code (batch, classes)}
     * @throws IllegalStateException if it isn't a finite number
     */
    public NDArray loss(NDArray logits) {
        NDArray loss = Losses.crossEntropy(logits, labels, 0);
        tally.add(Tensors.value(loss), Losses.countCorrect(logits, labels), size);
        return loss;
    }
}
