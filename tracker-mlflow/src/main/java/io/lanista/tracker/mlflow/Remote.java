package io.lanista.tracker.mlflow;

import io.lanista.api.trial.Metrics;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run on the server, with what it doesn't have yet. For use by one thread. */
final class Remote {
    private static final int MOST_METRICS = 1000;
    private static final int MOST_PARAMETERS = 100;
    private static final int LONGEST_VALUE = 6000;

    private final String name;
    private final Instant begun;
    private final Map<String, String> tags = new LinkedHashMap<>();
    private final Deque<Map<String, Object>> parameters = new ArrayDeque<>();
    private final Deque<Map<String, Object>> metrics = new ArrayDeque<>();
    private @Nullable String id;
    private @Nullable String place;
    private @Nullable String status;
    private @Nullable Instant ended;
    private boolean over;

    /**
     * @param name shown to people
     * @param begun when it began
     */
    Remote(String name, Instant begun) {
        this.name = name;
        this.begun = begun;
    }

    void tag(String key, String value) {
        tags.put(key, value);
    }

    void parameter(String key, Object value) {
        String text = value.toString();
        parameters.add(Map.of(
                "key", plain(key), "value", text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) : text));
    }

    void metrics(String prefix, Metrics measured, long step, Instant at) {
        measured.values().forEach((key, value) -> metric(prefix + key, value, step, at));
    }

    void metric(String key, double value, long step, Instant at) {
        metrics.add(Map.of("key", plain(key), "value", value, "timestamp", at.toEpochMilli(), "step", step));
    }

    /** Says how it ended, in MLflow's word. */
    void end(String word, Instant at) {
        status = word;
        ended = at;
        over = true;
    }

    /** Says that it goes on after an end. */
    void goOn() {
        status = "RUNNING";
        ended = null;
        over = false;
    }

    /** Whether it has ended. */
    boolean isOver() {
        return over;
    }

    /** The server knows it already. */
    void found(String runId) {
        id = runId;
    }

    String id() {
        if (id == null) {
            throw new IllegalStateException("The run (" + name + ") is not on the server yet.");
        }
        return id;
    }

    /** MLflow takes letters, digits and some other characters in names. */
    private static String plain(String key) {
        return key.replaceAll("[^\\p{Alnum}_\\-. :/]", "_");
    }

    /** Brings everything there; what was brought is forgotten. */
    void deliver(MlflowServer server, String experiment) throws IOException, InterruptedException {
        if (id == null) {
            create(server, experiment);
        } else if (!tags.isEmpty()) {
            server.post("runs/log-batch", Map.of("run_id", id, "tags", pairs()));
        }
        tags.clear();
        while (!parameters.isEmpty() || !metrics.isEmpty()) {
            List<Map<String, Object>> some = first(parameters, MOST_PARAMETERS);
            List<Map<String, Object>> numbers = first(metrics, MOST_METRICS - some.size());
            server.post("runs/log-batch", Map.of("run_id", id(), "params", some, "metrics", numbers));
            drop(parameters, some.size());
            drop(metrics, numbers.size());
        }
        if (status != null) {
            Map<String, Object> update = new LinkedHashMap<>(Map.of("run_id", id(), "status", status));
            if (ended != null) {
                update.put("end_time", ended.toEpochMilli());
            }
            server.post("runs/update", update);
            status = null;
        }
    }

    private void create(MlflowServer server, String experiment) throws IOException, InterruptedException {
        Map<String, Object> run = Json.table(server.post(
                        "runs/create",
                        Map.of(
                                "experiment_id",
                                experiment,
                                "run_name",
                                name,
                                "start_time",
                                begun.toEpochMilli(),
                                "tags",
                                pairs()))
                .get("run"));
        Map<String, Object> info = Json.table(run.get("info"));
        id = String.valueOf(info.get("run_id"));
        place = String.valueOf(info.get("artifact_uri"));
    }

    /** Where its files go. */
    String place(MlflowServer server) throws IOException, InterruptedException {
        if (place == null) {
            Map<String, Object> run =
                    Json.table(server.get("runs/get", Map.of("run_id", id())).get("run"));
            place = String.valueOf(Json.table(run.get("info")).get("artifact_uri"));
        }
        return place;
    }

    private List<Map<String, String>> pairs() {
        List<Map<String, String>> pairs = new ArrayList<>();
        tags.forEach((key, value) -> pairs.add(Map.of("key", key, "value", value)));
        return pairs;
    }

    private static List<Map<String, Object>> first(Deque<Map<String, Object>> all, int most) {
        return all.stream().limit(most).toList();
    }

    private static void drop(Deque<Map<String, Object>> all, int count) {
        for (int left = count; left > 0; left--) {
            all.remove();
        }
    }
}
