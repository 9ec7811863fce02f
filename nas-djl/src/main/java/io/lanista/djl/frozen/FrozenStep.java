package io.lanista.djl.frozen;

/** One operation on the tensors of an example: each is an array of planes, of which an image has one for each channel and a vector one. */
interface FrozenStep {
    /**
     * Computes.
     *
     * @param values the planes of each tensor, by its number
     * @param scratch a place for what lasts no longer than a step
     */
    void run(float[][][] values, float[][] scratch);
}
