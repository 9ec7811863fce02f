package io.lanista.runtime.deploy;

import io.lanista.onnx.check.Agreement;
import java.util.Optional;

/**
 * What was written.
 *
 * @param <E> what says what was exported
 * @param export what was exported into the folder first: a winner, or an ensemble
 * @param file the name of the model's file in it
 * @param size of that file in bytes
 * @param agreement how ONNX Runtime's predictions on the test part agree with the network's own; empty if there is no ONNX Runtime
 * @param white for images in DJL's form, the number in the training data that a white pixel stands for
 * @param eightBits the model with 8-bit numbers, if one was asked for
 */
public record Deployed<E>(
        E export,
        String file,
        long size,
        Optional<Agreement> agreement,
        Optional<Double> white,
        Optional<EightBits> eightBits) {
    /** The same files beside another export. */
    public <R> Deployed<R> beside(R other) {
        return new Deployed<>(other, file, size, agreement, white, eightBits);
    }
}
