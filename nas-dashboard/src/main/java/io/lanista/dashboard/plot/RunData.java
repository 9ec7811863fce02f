package io.lanista.dashboard.plot;

import io.lanista.dashboard.view.RunView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A run as its JSON tells it, for figures. */
final class RunData {
    private final JsonNode json;
    private final String metric;
    private final boolean maximised;

    RunData(RunView run) {
        json = JsonMapper.shared().readTree(run.json());
        JsonNode objective = json.get("objectives").get(0);
        metric = objective.get("metric").asString();
        maximised = objective.get("direction").asString().equals("maximize");
    }

    JsonNode json() {
        return json;
    }

    String metric() {
        return metric;
    }

    /** Trials that ended, in that order. */
    List<Integer> ended() {
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < column("trial").size(); row++) {
            if (!state(row).equals("open") && !state(row).equals("rejected")) {
                rows.add(row);
            }
        }
        rows.sort(
                Comparator.<Integer>comparingDouble(row -> number("ended", row)).thenComparing(row -> row));
        return rows;
    }

    String state(int row) {
        return column("state").get(row).asString();
    }

    private JsonNode column(String name) {
        return json.get("trials").path(name);
    }

    double number(String column, int row) {
        return asNumber(column(column).path(row));
    }

    /** What a trial scored; of one that was stopped early, its last value. */
    double score(int row) {
        return metric(metric, row);
    }

    double metric(String name, int row) {
        return asNumber(json.get("trials").get("metrics").path(name).path(row));
    }

    /** The ends of an axis of scores: some may be beyond it, and never the best one. */
    double[] scoreEnds(double[] scores) {
        double best = Double.NaN;
        for (int row : ended()) {
            best = state(row).equals("scored") && isBetter(score(row), best) ? score(row) : best;
        }
        return Double.isNaN(best) ? Axes.ends(scores) : Axes.ends(scores, new double[] {best});
    }

    /** The trials that a trial goes on from, the first one first, and itself. */
    List<Integer> lineage(int trial) {
        Deque<Integer> rows = new ArrayDeque<>(List.of(trial));
        for (double before = number("continues", trial); Double.isFinite(before) && !rows.contains((int) before); ) {
            rows.addFirst((int) before);
            before = number("continues", (int) before);
        }
        return List.copyOf(rows);
    }

    /** These trials with the best one last; those without a score come first. */
    List<Integer> worstFirst(Collection<Integer> rows) {
        Comparator<Integer> rising = Comparator.comparingDouble(row -> maximised ? score(row) : -score(row));
        return rows.stream()
                .sorted(Comparator.<Integer, Boolean>comparing(row -> Double.isFinite(score(row)))
                        .thenComparing(rising))
                .toList();
    }

    static double asNumber(JsonNode node) {
        return node.isNumber() ? node.asDouble() : Double.NaN;
    }

    boolean isBetter(double value, double than) {
        return Double.isFinite(value) && (Double.isNaN(than) || (maximised ? value > than : value < than));
    }
}
