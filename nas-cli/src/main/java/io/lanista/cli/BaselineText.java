package io.lanista.cli;

import io.lanista.api.trial.Direction;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.baseline.Baseline;
import io.lanista.runtime.watch.BestTrial;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says what simple models reach beside a winner. */
final class BaselineText {
    private static final List<Objective> SHOWN =
            List.of(Objective.maximize("accuracy"), Objective.maximize("r2"), Objective.minimize("loss"));

    private BaselineText() {}

    /** Which of them are better than the winner on the test data, by the metric that was searched by. */
    static List<String> ahead(List<Baseline> baselines, BestTrial best, Objective objective) {
        Double reached = best.test().isPresent() ? best.test().get().values().get(objective.metric()) : null;
        List<String> ahead = new ArrayList<>();
        for (Baseline baseline : baselines) {
            Double other = baseline.metrics().get(objective.metric());
            if (reached != null && other != null) {
                boolean better = objective.direction() == Direction.MAXIMIZE ? other > reached : other < reached;
                if (better) {
                    ahead.add(baseline.name());
                }
            }
        }
        return ahead;
    }

    static void print(PrintWriter out, List<Baseline> baselines, BestTrial best, Objective objective) {
        List<String> metrics = new ArrayList<>();
        metrics.add(objective.metric());
        SHOWN.stream()
                .map(Objective::metric)
                .filter(name -> !metrics.contains(name))
                .forEach(metrics::add);
        out.println("  simple models on the same test data: "
                + baselines.stream().map(baseline -> line(baseline, metrics)).collect(Collectors.joining("; ")) + ".");
        List<String> ahead = ahead(baselines, best, objective);
        out.println(
                ahead.isEmpty()
                        ? "  The network is ahead of them all by " + objective.metric() + "."
                        : "! By " + objective.metric() + ", the network is behind: " + String.join(", ", ahead)
                                + ". Maybe use that, or search longer.");
        out.flush();
    }

    private static String line(Baseline baseline, List<String> metrics) {
        return baseline.name() + " "
                + metrics.stream()
                        .filter(baseline.metrics()::containsKey)
                        .map(name -> name + " "
                                + RunPrinter.number(baseline.metrics().getOrDefault(name, Double.NaN)))
                        .collect(Collectors.joining(", "));
    }

    static Map<String, Object> tree(List<Baseline> baselines) {
        Map<String, Object> tree = new LinkedHashMap<>();
        baselines.forEach(baseline -> tree.put(baseline.name(), ResultJson.metrics(Metrics.of(baseline.metrics()))));
        return tree;
    }
}
