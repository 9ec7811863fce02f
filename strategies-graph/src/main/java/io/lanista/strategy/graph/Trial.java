package io.lanista.strategy.graph;

/**
 * Something that was tried.
 *
 * @param gain more is better; minus infinity if it failed
 */
record Trial(Candidate candidate, double gain) {
    boolean isScored() {
        return gain > Double.NEGATIVE_INFINITY;
    }
}
