package io.lanista.strategy.bayes;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** How much a candidate is expected to improve on what was found. Computed once for each candidate. */
final class Acquisition {
    private final ToDoubleFunction<Row> improvement;
    private final Map<Row, Double> known = new HashMap<>();

    Acquisition(ToDoubleFunction<Row> improvement) {
        this.improvement = improvement;
    }

    double at(Row row) {
        return known.computeIfAbsent(row, improvement::applyAsDouble);
    }
}
