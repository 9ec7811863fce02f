package io.lanista.djl.supernet;

/** How probable it is that a node of a cell keeps each of its edges, if it draws them in proportion to their strengths. */
final class KeptEdges {
    private KeptEdges() {}

    /**
     * Probabilities that sum to the number of kept edges, in proportion to the strengths, none above 1: what is above goes to the
     * others. The edges of no strength are kept only if there aren't enough others, all alike.
     *
     * @param kept how many edges a single architecture has
     */
    static double[] probabilities(double[] strengths, int kept) {
        double[] result = new double[strengths.length];
        boolean[] isCertain = new boolean[strengths.length];
        double left = Math.min(kept, strengths.length);
        boolean isChanged = true;
        while (isChanged) {
            isChanged = false;
            double sum = 0;
            int open = 0;
            for (int i = 0; i < strengths.length; i++) {
                sum += isCertain[i] ? 0 : strengths[i];
                open += isCertain[i] ? 0 : 1;
            }
            double share = left;
            for (int i = 0; i < strengths.length; i++) {
                if (!isCertain[i]) {
                    result[i] = sum > 0 ? share * strengths[i] / sum : share / open;
                    if (result[i] >= 1) {
                        result[i] = 1;
                        isCertain[i] = true;
                        left--;
                        isChanged = true;
                    }
                }
            }
        }
        return result;
    }
}
