package io.lanista.runtime.remote;

import io.lanista.runtime.execute.TrialResult;
import io.lanista.runtime.execute.TrialTask;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@link TrialTask} and {@link TrialResult} as JSON. */
final class TaskJson {
    private TaskJson() {}

    static ObjectNode node(TrialTask task) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("trial", task.trial());
        node.put("kind", task.kind().name());
        node.set("model", Json.node(task.model()));
        node.put("seed", task.seed());
        task.steps().ifPresent(steps -> node.put("steps", steps));
        task.limit().ifPresent(limit -> node.put("limit_nanos", limit.toNanos()));
        node.put("checkpoint", task.checkpoint());
        node.put("artifact", task.artifact());
        return node;
    }

    static TrialTask task(JsonNode node) {
        JsonNode steps = node.get("steps");
        JsonNode limit = node.get("limit_nanos");
        return new TrialTask(
                node.required("trial").intValue(),
                TrialTask.Kind.valueOf(node.required("kind").stringValue()),
                Json.model(node.required("model")),
                node.required("seed").longValue(),
                steps == null ? OptionalInt.empty() : OptionalInt.of(steps.intValue()),
                limit == null ? Optional.empty() : Optional.of(Duration.ofNanos(limit.longValue())),
                node.required("checkpoint").stringValue(),
                node.required("artifact").stringValue());
    }

    static ObjectNode node(TrialResult result) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (result instanceof TrialResult.Completed completed) {
            node.put("end", "completed");
            completed.metrics().ifPresent(metrics -> node.set("metrics", Json.node(metrics)));
        } else if (result instanceof TrialResult.Failed failed) {
            node.put("end", "failed").put("reason", failed.reason()).put("log", failed.log());
        } else if (result instanceof TrialResult.Crashed crashed) {
            node.put("end", "crashed").put("reason", crashed.reason()).put("log", crashed.log());
        } else {
            node.put("end", "cancelled");
        }
        return node;
    }

    static TrialResult result(JsonNode node) {
        String end = node.required("end").stringValue();
        switch (end) {
            case "completed":
                return new TrialResult.Completed(
                        Optional.ofNullable(node.get("metrics")).map(Json::metrics));
            case "failed":
                return new TrialResult.Failed(node.required("reason").stringValue(), log(node));
            case "crashed":
                return new TrialResult.Crashed(node.required("reason").stringValue(), log(node));
            case "cancelled":
                return new TrialResult.Cancelled();
            default:
                throw new IllegalArgumentException("the end of a task is (" + end + ")");
        }
    }

    private static @Nullable String log(JsonNode node) {
        JsonNode log = node.get("log");
        return log == null || log.isNull() ? null : log.stringValue();
    }
}
