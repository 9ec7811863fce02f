package io.lanista.runtime.journal;

import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Direction;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.journal.JournalRecord.Method;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads lines back into records. For use by one thread. */
final class LineParser {
    private static final int TAIL = LineWriter.CRC_KEY.length() + 8 + 2;

    private final JsonMapper json = JsonMapper.builder().build();
    private final CRC32C crc = new CRC32C();
    private @Nullable Objective objective;

    /** What is wrong with a line; the reader knows its number. */
    static final class BadLine extends Exception {
        private static final long serialVersionUID = 1L;

        BadLine(String what) {
            super(what);
        }
    }

    /** The line in these bytes, without its line feed. */
    JournalLine parse(byte[] bytes, int from, int to) throws BadLine {
        check(bytes, from, to);
        try {
            JsonNode node = json.readTree(new String(bytes, from, to - from, StandardCharsets.UTF_8));
            Instant at = Instant.ofEpochMilli(need(node, "at").asLong());
            return new JournalLine(need(node, "n").asLong(), at, record(node));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new BadLine("its check is right, and its content can't be read: " + e.getMessage());
        }
    }

    private void check(byte[] bytes, int from, int to) throws BadLine {
        int checked = to - TAIL;
        if (checked <= from) {
            throw new BadLine("it is too short");
        }
        crc.reset();
        crc.update(bytes, from, checked - from);
        String expected = LineWriter.CRC_KEY + LineWriter.hex(crc.getValue()) + "\"}";
        if (!expected.equals(new String(bytes, checked, TAIL, StandardCharsets.ISO_8859_1))) {
            throw new BadLine("its check is wrong");
        }
    }

    private JournalRecord record(JsonNode node) throws BadLine {
        String type = need(node, "type").asString();
        switch (type) {
            case "header":
                return header(node);
            case "try":
                return asked(node, new Answer.Try(choices(node), optional(node, "steps"), optional(node, "continues")));
            case "wait":
                return asked(node, Answer.WAIT);
            case "done":
                return asked(node, Answer.DONE);
            case "reject":
                return new JournalRecord.Rejected(
                        trial(node), need(node, "reason").asString());
            case "report":
                return new JournalRecord.Reported(
                        trial(node), need(node, "step").asInt(), metrics(node));
            case "outcome":
                return ended(node);
            case "epoch":
                return new JournalRecord.Epoch(
                        need(node, "epoch").asInt(),
                        need(node, "epochs").asInt(),
                        metrics(node),
                        weights(need(node, "weights")),
                        notes(node));
            case "export":
                return new JournalRecord.Exported(
                        choices(node), cut(need(node, "cut").asString()), notes(node));
            case "resume":
                return new JournalRecord.Resumed(
                        optional(node, "trials"), need(node, "parallelism").asInt(), plugins(node));
            case "test":
                return new JournalRecord.Tested(trial(node), metrics(node));
            case "close":
                return new JournalRecord.Closed(need(node, "reason").asString());
            default:
                throw new BadLine("its type (" + type + ") is unknown. Maybe it was written by a newer version.");
        }
    }

    private JournalRecord header(JsonNode node) throws BadLine {
        int format = need(node, "format").asInt();
        if (format != JournalReader.FORMAT) {
            throw new BadLine("the format is (" + format + "), and this version reads format (" + JournalReader.FORMAT
                    + "). Maybe use the version that wrote it.");
        }
        Direction direction =
                Direction.valueOf(need(node, "direction").asString().toUpperCase(Locale.ROOT));
        Objective sought = new Objective(need(node, "metric").asString(), direction);
        objective = sought;
        Method method = node.has(Method.TRAINER.word()) ? Method.TRAINER : Method.STRATEGY;
        return new JournalRecord.Header(
                need(node, "experiment").asString(),
                need(node, "space").asString(),
                texts(need(node, "decisions")),
                method,
                component(need(node, method.word())),
                component(need(node, "evaluator")),
                sought,
                need(node, "stopping").asString(),
                need(node, "seed").asLong(),
                need(node, "parallelism").asInt(),
                optional(node, "trials"),
                plugins(node));
    }

    /** Journals of former versions say nothing of them. */
    private static List<JournalRecord.Plugin> plugins(JsonNode node) throws BadLine {
        List<JournalRecord.Plugin> plugins = new ArrayList<>();
        JsonNode written = node.get("plugins");
        if (written != null) {
            for (JsonNode plugin : written) {
                plugins.add(new JournalRecord.Plugin(
                        need(plugin, "kind").asString(),
                        need(plugin, "name").asString(),
                        need(plugin, "bundle").asString(),
                        need(plugin, "version").asString()));
            }
        }
        return plugins;
    }

    private static Map<String, Map<String, Double>> weights(JsonNode node) {
        Map<String, Map<String, Double>> weights = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> decision : node.properties()) {
            Map<String, Double> candidates = new LinkedHashMap<>();
            decision.getValue()
                    .properties()
                    .forEach(candidate -> candidates.put(candidate.getKey(), number(candidate.getValue())));
            weights.put(decision.getKey(), candidates);
        }
        return weights;
    }

    private static JournalRecord.Cut cut(String word) {
        return JournalRecord.Cut.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static List<String> notes(JsonNode node) {
        List<String> notes = new ArrayList<>();
        JsonNode written = node.get("notes");
        if (written != null) {
            written.forEach(note -> notes.add(note.asString()));
        }
        return notes;
    }

    private static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString()));
        return texts;
    }

    private JournalRecord.Component component(JsonNode node) throws BadLine {
        Map<String, Object> options = new LinkedHashMap<>();
        need(node, "options").properties().forEach(entry -> options.put(entry.getKey(), plain(entry.getValue())));
        return new JournalRecord.Component(
                need(node, "name").asString(),
                need(node, "bundle").asString(),
                need(node, "version").asString(),
                options);
    }

    private JournalRecord asked(JsonNode node, Answer answer) throws BadLine {
        return new JournalRecord.Asked(trial(node), need(node, "free").asInt(), answer);
    }

    private JournalRecord ended(JsonNode node) throws BadLine {
        JsonNode log = node.get("log");
        return new JournalRecord.Ended(
                trial(node),
                outcome(node),
                number(need(node, "seconds")),
                optional(node, "reused"),
                log == null ? null : log.asString());
    }

    private Outcome outcome(JsonNode node) throws BadLine {
        String result = need(node, "result").asString();
        switch (result) {
            case "scored":
                Metrics metrics = metrics(node);
                return new Outcome.Scored(sought().score(metrics.get(sought().metric())), metrics);
            case "failed":
                return new Outcome.Failed(need(node, "reason").asString());
            case "stopped":
                JsonNode score = node.get("score");
                return new Outcome.Stopped(
                        need(node, "step").asInt(),
                        score == null ? Optional.empty() : Optional.of(sought().score(number(score))));
            default:
                throw new BadLine("its result (" + result + ") is unknown");
        }
    }

    /** What the header said, which every journal begins with. */
    private Objective sought() throws BadLine {
        if (objective == null) {
            throw new BadLine("it comes before the header");
        }
        return objective;
    }

    private Choices choices(JsonNode node) throws BadLine {
        SortedMap<Label, Object> choices = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : need(node, "choices").properties()) {
            choices.put(Label.of(entry.getKey()), plain(entry.getValue()));
        }
        return new Choices(choices);
    }

    private static Metrics metrics(JsonNode node) throws BadLine {
        SortedMap<String, Double> metrics = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : need(node, "metrics").properties()) {
            metrics.put(entry.getKey(), number(entry.getValue()));
        }
        return new Metrics(metrics);
    }

    private static double number(JsonNode node) {
        return node.isString() ? Double.parseDouble(node.asString()) : node.asDouble();
    }

    private static Object plain(JsonNode node) {
        if (node.isIntegralNumber()) {
            return node.asLong();
        }
        if (node.isNumber()) {
            return node.asDouble();
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(element -> list.add(plain(element)));
            return list;
        }
        if (node.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            node.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
            return map;
        }
        return node.asString();
    }

    private static int trial(JsonNode node) throws BadLine {
        return need(node, "trial").asInt();
    }

    private static OptionalInt optional(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null ? OptionalInt.empty() : OptionalInt.of(value.asInt());
    }

    private static JsonNode need(JsonNode node, String name) throws BadLine {
        JsonNode value = node.get(name);
        if (value == null) {
            throw new BadLine("it has no (" + name + ")");
        }
        return value;
    }
}
