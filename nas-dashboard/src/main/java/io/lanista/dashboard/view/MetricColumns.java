package io.lanista.dashboard.view;

import io.lanista.api.trial.Metrics;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names of a run's metrics, in the order in which they turned up; those of the objectives first. */
final class MetricColumns {
    private final Map<String, Integer> places = new LinkedHashMap<>();

    MetricColumns(List<String> objectives) {
        objectives.forEach(this::place);
    }

    private int place(String name) {
        return places.computeIfAbsent(name, unseen -> places.size());
    }

    /** One number for each column, not a number where nothing was measured. */
    double[] encode(Metrics metrics) {
        metrics.values().keySet().forEach(this::place);
        double[] row = new double[places.size()];
        Arrays.fill(row, Double.NaN);
        metrics.values().forEach((name, value) -> row[place(name)] = value);
        return row;
    }

    List<String> names() {
        return List.copyOf(places.keySet());
    }
}
