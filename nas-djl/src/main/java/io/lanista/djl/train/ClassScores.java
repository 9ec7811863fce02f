package io.lanista.djl.train;

/**
 * The scores that a network gives the classes for one example.
 *
 * @param best the class with the highest score, the first of equals
 * @param logSum the logarithm of the sum of the scores' exponentials
 */
record ClassScores(int best, double logSum) {
    static ClassScores of(float[] outputs, int at, int classes) {
        int best = 0;
        for (int i = 1; i < classes; i++) {
            best = outputs[at + i] > outputs[at + best] ? i : best;
        }
        double highest = outputs[at + best];
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            sum += Math.exp(outputs[at + i] - highest);
        }
        return new ClassScores(best, highest + Math.log(sum));
    }

    /** The class's probability, given its score. */
    float probability(float score) {
        return (float) Math.exp(score - logSum);
    }
}
