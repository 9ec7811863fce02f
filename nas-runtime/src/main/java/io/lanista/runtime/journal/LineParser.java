package io.lanista.runtime.journal;

import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.DataDescription;
import io.lanista.api.trial.Direction;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.Scores;
import io.lanista.runtime.artifact.JarIdentity;
import io.lanista.runtime.journal.JournalRecord.Method;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the lines of one journal back into records, from the first one on. For use by one thread. */
final class LineParser {
    private static final int TAIL = LineWriter.CRC_KEY.length() + 8 + 2;

    private final JsonMapper json = JsonMapper.builder().build();
    private final CRC32C crc = new CRC32C();
    private List<Objective> objectives = List.of();
    private String before = LineWriter.NO_LINE_BEFORE;

    /** What is wrong with a line; the reader knows its number. */
    static final class BadLine extends Exception {
        private static final long serialVersionUID = 1L;

        BadLine(String what) {
            super(what);
        }
    }

    /** A journal that another version wrote. */
    static final class OtherFormat extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final int format;

        OtherFormat(int format) {
            super("format " + format);
            this.format = format;
        }
    }

    /** The check of the last line. */
    String check() {
        return before;
    }

    /** The next line, in these bytes, without its line feed. */
    JournalLine parse(byte[] bytes, int from, int to) throws BadLine {
        String check = checked(bytes, from, to);
        try {
            JsonNode node = json.readTree(new String(bytes, from, to - from, StandardCharsets.UTF_8));
            Instant at = Instant.ofEpochMilli(need(node, "at").asLong());
            JournalLine line = new JournalLine(need(node, "n").asLong(), at, record(node));
            before = check; // A line that can't be read is told of in the same words when it is read again.
            return line;
        } catch (JacksonException | IllegalArgumentException e) {
            throw new BadLine("its check is right, and its content can't be read: "
                    + String.valueOf(e.getMessage()).replaceFirst("\\.$", ""));
        }
    }

    /** The check of a line that has the right one. */
    private String checked(byte[] bytes, int from, int to) throws BadLine {
        int checked = to - TAIL;
        if (checked <= from) {
            throw new BadLine("it is too short");
        }
        String check = LineWriter.check(crc, before, bytes, from, checked - from);
        String expected = LineWriter.CRC_KEY + check + "\"}";
        if (!expected.equals(new String(bytes, checked, TAIL, StandardCharsets.ISO_8859_1))) {
            throw new BadLine("its check is wrong, so it was changed, moved, or comes from another journal");
        }
        return check;
    }

    private JournalRecord record(JsonNode node) throws BadLine {
        String type = need(node, "type").asString();
        switch (type) {
            case "header":
                return header(node);
            case "data":
                return new JournalRecord.Described(new DataDescription(
                        need(node, "fingerprint").asString(),
                        texts(node, "summary"),
                        texts(node, "warnings"),
                        tree(need(node, "details"))));
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
                        texts(node, "notes"));
            case "export":
                return new JournalRecord.Exported(
                        choices(node), cut(need(node, "cut").asString()), texts(node, "notes"));
            case "resume":
                return new JournalRecord.Resumed(
                        optional(node, "trials"), need(node, "parallelism").asInt(), plugins(node));
            case "jars":
                return jars(need(node, "jars"));
            case "cut":
                return new JournalRecord.CutShort(trial(node), number(need(node, "seconds")));
            case "pause":
                return new JournalRecord.Paused(number(need(node, "seconds")));
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
            throw new OtherFormat(format);
        }
        objectives = objectives(need(node, "objectives"));
        Method method = node.has(Method.TRAINER.word()) ? Method.TRAINER : Method.STRATEGY;
        return new JournalRecord.Header(
                need(node, "experiment").asString(),
                need(node, "space").asString(),
                table(node, "decisions"),
                method,
                component(need(node, method.word())),
                component(need(node, "evaluator")),
                objectives,
                need(node, "stopping").asString(),
                texts(node, "constraints"),
                table(node, "settings"),
                table(node, "fingerprints"),
                need(node, "seed").asLong(),
                need(node, "parallelism").asInt(),
                optional(node, "trials"),
                plugins(node));
    }

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

    private static JournalRecord jars(JsonNode written) throws BadLine {
        List<JarIdentity> jars = new ArrayList<>();
        for (JsonNode jar : written) {
            jars.add(new JarIdentity(
                    need(jar, "bundle").asString(),
                    need(jar, "version").asString(),
                    need(jar, "artifact").asString(),
                    need(jar, "sha256").asString()));
        }
        return new JournalRecord.Jars(jars);
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

    /** A list that isn't written if it is empty. */
    private static List<String> texts(JsonNode node, String name) {
        List<String> texts = new ArrayList<>();
        JsonNode written = node.get(name);
        if (written != null) {
            written.forEach(text -> texts.add(text.asString()));
        }
        return texts;
    }

    /** A table that may be left out if it is empty. */
    private static Map<String, String> table(JsonNode node, String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        JsonNode written = node.get(name);
        if (written != null) {
            written.properties()
                    .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString()));
        }
        return texts;
    }

    private static Map<String, Object> tree(JsonNode node) {
        Map<String, Object> tree = new LinkedHashMap<>();
        node.properties().forEach(entry -> tree.put(entry.getKey(), plain(entry.getValue())));
        return tree;
    }

    private JournalRecord.Component component(JsonNode node) throws BadLine {
        return new JournalRecord.Component(
                need(node, "name").asString(),
                need(node, "bundle").asString(),
                need(node, "version").asString(),
                tree(need(node, "options")));
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
                return Outcome.scored(
                        scores(metrics).orElseThrow(() -> new BadLine("it has no value for an objective")), metrics);
            case "failed":
                return new Outcome.Failed(need(node, "reason").asString(), lastMetrics(node));
            case "stopped":
                Metrics last = lastMetrics(node);
                return new Outcome.Stopped(need(node, "step").asInt(), scores(last), last);
            default:
                throw new BadLine("its result (" + result + ") is unknown");
        }
    }

    /** What the metrics are worth to the objectives, which the header named. */
    private Optional<Scores> scores(Metrics metrics) throws BadLine {
        if (objectives.isEmpty()) {
            throw new BadLine("it comes before the header");
        }
        return Scores.of(objectives, metrics);
    }

    private static List<Objective> objectives(JsonNode node) throws BadLine {
        List<Objective> objectives = new ArrayList<>();
        for (JsonNode objective : node) {
            for (Direction direction : Direction.values()) {
                JsonNode metric = objective.get(direction.name().toLowerCase(Locale.ROOT));
                if (metric != null) {
                    objectives.add(new Objective(
                            metric.asString(), direction, number(objective, "bound"), number(objective, "reference")));
                }
            }
        }
        if (objectives.isEmpty()) {
            throw new BadLine("it names no objective");
        }
        return objectives;
    }

    private static OptionalDouble number(JsonNode node, String key) {
        JsonNode number = node.get(key);
        return number == null ? OptionalDouble.empty() : OptionalDouble.of(number.asDouble());
    }

    private Choices choices(JsonNode node) throws BadLine {
        SortedMap<Label, Object> choices = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : need(node, "choices").properties()) {
            choices.put(Label.of(entry.getKey()), plain(entry.getValue()));
        }
        return new Choices(choices);
    }

    private static Metrics lastMetrics(JsonNode node) throws BadLine {
        return node.has("metrics") ? metrics(node) : Metrics.NONE;
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
            return tree(node);
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
