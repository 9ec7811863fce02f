package io.lanista.runtime.remote;

import io.lanista.api.trial.Direction;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.execute.PluginCopy;
import io.lanista.runtime.execute.SpaceData;
import io.lanista.runtime.execute.Work;
import io.lanista.runtime.execute.WorkFolders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@link Work} and {@link WorkFolders} as JSON. */
final class WorkJson {
    private WorkJson() {}

    static ObjectNode node(Work work) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("evaluator", work.evaluator());
        node.set("options", Json.MAPPER.valueToTree(work.options()));
        node.set("space", node(work.space()));
        ArrayNode objectives = node.putArray("objectives");
        work.objectives().forEach(objective -> {
            ObjectNode entry = objectives.addObject();
            entry.put("metric", objective.metric())
                    .put("direction", objective.direction().name());
            objective.bound().ifPresent(bound -> entry.put("bound", bound));
            objective.reference().ifPresent(reference -> entry.put("reference", reference));
        });
        node.put("seed", work.seed());
        ArrayNode jars = node.putArray("jars");
        work.jars().forEach(jar -> jars.addObject().put("name", jar.name()).put("sha256", jar.sha256()));
        return node;
    }

    static Work work(JsonNode node) {
        List<PluginCopy> jars = new ArrayList<>();
        node.required("jars")
                .forEach(jar -> jars.add(new PluginCopy(
                        jar.required("name").stringValue(),
                        jar.required("sha256").stringValue())));
        return new Work(
                node.required("evaluator").stringValue(),
                Json.table(node.required("options")),
                space(node.required("space")),
                objectives(node.required("objectives")),
                node.required("seed").longValue(),
                jars);
    }

    private static List<Objective> objectives(JsonNode node) {
        List<Objective> objectives = new ArrayList<>();
        node.forEach(objective -> objectives.add(new Objective(
                objective.required("metric").stringValue(),
                Direction.valueOf(objective.required("direction").stringValue()),
                number(objective.get("bound")),
                number(objective.get("reference")))));
        return objectives;
    }

    private static OptionalDouble number(@Nullable JsonNode node) {
        return node == null ? OptionalDouble.empty() : OptionalDouble.of(node.doubleValue());
    }

    private static ObjectNode node(SpaceData space) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("base", Json.node(space.base()));
        ArrayNode constraints = node.putArray("constraints");
        space.constraints().forEach(constraints::add);
        return node;
    }

    private static SpaceData space(JsonNode node) {
        List<String> constraints = new ArrayList<>();
        node.required("constraints").forEach(demand -> constraints.add(demand.stringValue()));
        return new SpaceData(Json.model(node.required("base")), constraints);
    }

    static ObjectNode node(WorkFolders folders) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("base", folders.base().toString())
                .put("run", folders.run().toString())
                .put("jars", folders.jars().toString());
    }

    static WorkFolders folders(JsonNode node) {
        return new WorkFolders(
                Path.of(node.required("base").stringValue()),
                Path.of(node.required("run").stringValue()),
                Path.of(node.required("jars").stringValue()));
    }
}
