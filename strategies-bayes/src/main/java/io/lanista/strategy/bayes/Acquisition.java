package io.lanista.strategy.bayes;

import java.util.HashMap;
import java.util.Map;

/** How much a candidate is expected to improve on the best trial. Computed once for each candidate. */
final class Acquisition {
    private final Forest forest;
    private final double best;
    private final Map<Row, Double> known = new HashMap<>();

    /**
     * @param best the best target so far
     */
    Acquisition(Forest forest, double best) {
        this.forest = forest;
        this.best = best;
    }

    double at(Row row) {
        return known.computeIfAbsent(row, added -> forest.predict(added).improvement(best));
    }
}
