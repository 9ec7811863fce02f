package io.lanista.cli;

import io.lanista.api.space.Choices;
import io.lanista.api.trial.DataDescription;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.djl.train.TrainedNetwork;
import io.lanista.runtime.baseline.Baseline;
import io.lanista.runtime.watch.BestTrial;
import io.lanista.runtime.watch.RunResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What {@code --json} prints of a run. */
final class ResultJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ResultJson() {}

    static String of(
            RunResult result,
            List<Baseline> baselines,
            List<Objective> objectives,
            Function<Choices, Optional<String>> notation,
            Optional<DataDescription> data) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("experiment", result.experiment());
        json.put("run", result.folder().toString());
        data.ifPresent(found -> json.put("data", found.details()));
        Map<String, Object> trials = new LinkedHashMap<>();
        trials.put("completed", result.completed());
        trials.put("failed", result.failed());
        json.put("trials", trials);
        json.put(
                "best",
                result.best()
                        .map(best -> best(best, notation.apply(best.choices())))
                        .orElse(null));
        if (!baselines.isEmpty()) {
            json.put("baselines", BaselineText.tree(baselines));
            result.best().ifPresent(best -> json.put("ahead", BaselineText.ahead(baselines, best, objectives.get(0))));
        }
        front(result.front(), objectives).ifPresent(front -> json.put("front", front));
        result.export()
                .ifPresent(export -> json.put(
                        "supernet", SupernetText.tree(export, objectives.get(0), notation.apply(export.choices()))));
        json.put("seconds", Math.round(result.seconds() * 1000) / 1000.0);
        return write(json);
    }

    static Map<String, Object> best(BestTrial best, Optional<String> notation) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("trial", best.trial());
        json.put("score", score(best));
        best.repeats().ifPresent(repeats -> {
            json.put("evaluations", repeats.count());
            json.put("standard_error", repeats.standardError());
            json.put("trials", repeats.trials());
        });
        json.put("metrics", metrics(best.metrics()));
        json.put("test", best.test().map(ResultJson::metrics).orElse(Map.of()));
        best.test()
                .map(ResultJson::intervals)
                .filter(ends -> !ends.isEmpty())
                .ifPresent(ends -> json.put("test_intervals", ends));
        notation.ifPresent(text -> json.put("notation", text));
        json.put("choices", choices(best.choices()));
        return json;
    }

    /** A number; with several objectives, a list of them. */
    private static @Nullable Object score(BestTrial best) {
        List<@Nullable Double> values = new ArrayList<>();
        best.scores().all().forEach(score -> values.add(finite(score.value())));
        return values.size() == 1 ? values.get(0) : values;
    }

    /** The trials of the front; empty where there is one objective. */
    static Optional<List<Map<String, Object>>> front(List<BestTrial> front, List<Objective> objectives) {
        if (objectives.size() == 1) {
            return Optional.empty();
        }
        List<Map<String, Object>> trials = new ArrayList<>();
        for (BestTrial trial : front) {
            Map<String, Object> json = best(trial, Optional.empty());
            json.put("violation", finite(trial.scores().violation()));
            trials.add(json);
        }
        return Optional.of(trials);
    }

    static Map<String, Object> choices(Choices choices) {
        Map<String, Object> json = new LinkedHashMap<>();
        choices.values().forEach((label, value) -> json.put(label.value(), value));
        return json;
    }

    static Map<String, Object> metrics(Metrics metrics) {
        Map<String, Object> json = new LinkedHashMap<>();
        metrics.values().forEach((name, value) -> {
            if (!RunPrinter.isEnd(name, metrics)) {
                json.put(name, finite(value));
            }
        });
        return json;
    }

    /** Of each metric that has one, the two ends of its interval. */
    private static Map<String, Object> intervals(Metrics metrics) {
        Map<String, Object> json = new LinkedHashMap<>();
        metrics.values().forEach((name, value) -> {
            Double low = metrics.values().get(name + TrainedNetwork.LOW);
            Double high = metrics.values().get(name + TrainedNetwork.HIGH);
            if (low != null && high != null && Double.isFinite(low) && Double.isFinite(high)) {
                json.put(name, List.of(low, high));
            }
        });
        return json;
    }

    /** JSON has no word for what is not a number. */
    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    static String write(Object json) {
        return MAPPER.writeValueAsString(json);
    }
}
