package io.lanista.cli;

import io.lanista.api.trial.Metrics;
import io.lanista.runtime.experiment.BestTrial;
import io.lanista.runtime.experiment.RunResult;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What {@code --json} prints of a run. */
final class ResultJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ResultJson() {}

    static String of(RunResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("experiment", result.experiment());
        json.put("run", result.folder().toString());
        Map<String, Object> trials = new LinkedHashMap<>();
        trials.put("completed", result.completed());
        trials.put("failed", result.failed());
        json.put("trials", trials);
        json.put("best", result.best().map(ResultJson::best).orElse(null));
        json.put("seconds", Math.round(result.seconds() * 1000) / 1000.0);
        return write(json);
    }

    static Map<String, Object> best(BestTrial best) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("trial", best.trial());
        json.put("score", finite(best.score().value()));
        json.put("metrics", metrics(best.metrics()));
        json.put("test", best.test().map(ResultJson::metrics).orElse(Map.of()));
        Map<String, Object> choices = new LinkedHashMap<>();
        best.choices().values().forEach((label, value) -> choices.put(label.value(), value));
        json.put("choices", choices);
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
