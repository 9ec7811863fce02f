package io.lanista.djl.frozen;

import java.util.List;

/** One operation on the tensors of an example: each is an array of planes, of which an image has one for each channel and a vector one. */
interface FrozenStep {
    /** The numbers of the tensors that it reads. */
    List<Integer> reads();

    /** The number of the tensor that it makes. */
    int to();

    /**
     * Computes.
     *
     * @param values the planes of each tensor, by its number
     * @param scratch a place for what lasts no longer than a step
     */
    void run(float[][][] values, float[][] scratch);

    /** Writes the same down for the engine, for batches. */
    void write(ProgramWriter program);
}
