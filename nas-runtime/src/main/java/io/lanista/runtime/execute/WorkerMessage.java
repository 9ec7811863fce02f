package io.lanista.runtime.execute;

import io.lanista.api.trial.Metrics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A message between a host and a worker: a JSON object on one line, whose {@code type} says what it is. Immutable.
 *
 * <p>The host sends {@code open} (once), {@code start}, {@code cancel} and {@code verdict}; a worker sends {@code hello},
 * {@code ready} or {@code refused}, {@code report} and {@code done}.
 */
final class WorkerMessage {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, Object> members;

    private WorkerMessage(Map<String, Object> members) {
        this.members = members;
    }

    static WorkerMessage of(String type) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", type);
        return new WorkerMessage(members);
    }

    @SuppressWarnings("unchecked") // JSON objects have text as keys.
    static WorkerMessage parse(String line) {
        return new WorkerMessage(JSON.readValue(line, Map.class));
    }

    /** This message with one more member; nothing is added for null. */
    WorkerMessage with(String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new WorkerMessage(more);
    }

    String line() {
        return JSON.writeValueAsString(members) + "\n";
    }

    boolean is(String type) {
        return type.equals(members.get("type"));
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    String text(String name) {
        return String.valueOf(members.get(name));
    }

    int integer(String name) {
        return Integer.parseInt(text(name));
    }

    long whole(String name) {
        return Long.parseLong(text(name));
    }

    double number(String name) {
        return Double.parseDouble(text(name));
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(members.get(name));
    }

    @SuppressWarnings("unchecked") // JSON objects have text as keys.
    Map<String, Object> table(String name) {
        return members.get(name) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    List<?> list(String name) {
        return members.get(name) instanceof List<?> list ? list : List.of();
    }

    /** Numbers by name; what JSON has no numbers for comes as text. */
    Metrics metrics() {
        SortedMap<String, Double> metrics = new TreeMap<>();
        table("metrics").forEach((name, value) -> metrics.put(name, Double.parseDouble(String.valueOf(value))));
        return new Metrics(metrics);
    }

    @Override
    public String toString() {
        return members.toString();
    }
}
