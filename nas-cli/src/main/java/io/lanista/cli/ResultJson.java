package io.lanista.cli;

import io.lanista.api.space.Choices;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.experiment.BestTrial;
import io.lanista.runtime.experiment.RunResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/** What {@code --json} prints of a run. */
final class ResultJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ResultJson() {}

    static String of(RunResult result, Objective objective, Function<Choices, Optional<String>> notation) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("experiment", result.experiment());
        json.put("run", result.folder().toString());
        Map<String, Object> trials = new LinkedHashMap<>();
        trials.put("completed", result.completed());
        trials.put("failed", result.failed());
        json.put("trials", trials);
        json.put(
                "best",
                result.best()
                        .map(best -> best(best, notation.apply(best.choices())))
                        .orElse(null));
        result.export()
                .ifPresent(export -> json.put(
                        "supernet",
                        SupernetText.tree(export, result.best(), objective, notation.apply(export.choices()))));
        json.put("seconds", Math.round(result.seconds() * 1000) / 1000.0);
        return write(json);
    }

    static Map<String, Object> best(BestTrial best, Optional<String> notation) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("trial", best.trial());
        json.put("score", finite(best.score().value()));
        json.put("metrics", metrics(best.metrics()));
        json.put("test", best.test().map(ResultJson::metrics).orElse(Map.of()));
        notation.ifPresent(text -> json.put("notation", text));
        json.put("choices", choices(best.choices()));
        return json;
    }

    static Map<String, Object> choices(Choices choices) {
        Map<String, Object> json = new LinkedHashMap<>();
        choices.values().forEach((label, value) -> json.put(label.value(), value));
        return json;
    }

    static Map<String, Object> metrics(Metrics metrics) {
        Map<String, Object> json = new LinkedHashMap<>();
        metrics.values().forEach((name, value) -> json.put(name, finite(value)));
        return json;
    }

    /** JSON has no word for what is not a number. */
    private static @org.jspecify.annotations.Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    static String write(Object json) {
        return MAPPER.writeValueAsString(json);
    }
}
