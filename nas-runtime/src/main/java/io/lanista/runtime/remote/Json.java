package io.lanista.runtime.remote;

import io.lanista.api.model.Model;
import io.lanista.api.trial.Metrics;
import io.lanista.runtime.text.ModelText;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What several messages have in them, as JSON. What is missing or of another kind throws. */
final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static JsonNode node(Metrics metrics) {
        return MAPPER.valueToTree(metrics.values());
    }

    static Metrics metrics(JsonNode node) {
        SortedMap<String, Double> metrics = new TreeMap<>();
        node.properties().forEach(entry -> metrics.put(entry.getKey(), number(entry.getValue())));
        return new Metrics(metrics);
    }

    /** A number; what JSON has no numbers for stands there as text. */
    static double number(JsonNode node) {
        return node.isString() ? Double.parseDouble(node.stringValue()) : node.doubleValue();
    }

    static JsonNode node(Model model) {
        return MAPPER.valueToTree(ModelText.toTree(model));
    }

    static Model model(JsonNode node) {
        return ModelText.fromTree(table(node), "a message");
    }

    @SuppressWarnings("unchecked") // JSON objects have text as keys.
    static Map<String, Object> table(JsonNode node) {
        return MAPPER.treeToValue(node, Map.class);
    }
}
