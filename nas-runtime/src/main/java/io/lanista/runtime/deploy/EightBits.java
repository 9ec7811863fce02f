package io.lanista.runtime.deploy;

import io.lanista.onnx.check.Quality;

/**
 * What a model that computes with 8-bit numbers costs and brings, measured beside the one that it was made of.
 *
 * @param file the name of its file
 * @param size of that file in bytes
 * @param before how good the model was on the test part
 * @param after how good it is now
 * @param microsecondsBefore for a single example on one thread
 * @param microsecondsAfter for a single example now
 */
public record EightBits(
        String file, long size, Quality before, Quality after, double microsecondsBefore, double microsecondsAfter) {
    /** Whether a single example takes less time than before. */
    public boolean isFaster() {
        return microsecondsAfter < microsecondsBefore;
    }
}
