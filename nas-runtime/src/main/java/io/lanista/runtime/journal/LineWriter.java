package io.lanista.runtime.journal;

import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.artifact.JarIdentity;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.zip.CRC32C;

/**
 * Writes records as lines: one JSON object each, whose last member {@code crc} is the CRC-32C of the line before's {@code crc} and of
 * all bytes before it, so that a line counts in its place in its journal only. The text is built by hand, since a line is written for
 * every trial and most of them have three members. For use by one thread.
 */
final class LineWriter {
    /** What stands between the checked bytes and the check: {@code ,"crc":"xxxxxxxx"}} and a line feed. */
    static final String CRC_KEY = ",\"crc\":\"";

    /** What a journal's first line has in the place of the check of the line before. */
    static final String NO_LINE_BEFORE = "";

    private final StringBuilder text = new StringBuilder(256);
    private final CRC32C crc = new CRC32C();
    private String before;

    /** Goes on after a line with this check. */
    LineWriter(String before) {
        this.before = before;
    }

    /** The bytes of a line, its line feed included. */
    byte[] line(JournalLine line) {
        text.setLength(0);
        text.append("{\"n\":").append(line.number());
        text.append(",\"at\":").append(line.at().toEpochMilli());
        JournalRecord record = line.record();
        if (record instanceof JournalRecord.Asked asked) {
            asked(asked);
        } else if (record instanceof JournalRecord.Ended ended) {
            ended(ended);
        } else if (record instanceof JournalRecord.Reported reported) {
            type("report").member("trial", reported.trial()).member("step", reported.step());
            metrics(reported.metrics());
        } else if (record instanceof JournalRecord.Rejected rejected) {
            type("reject").member("trial", rejected.trial()).member("reason", rejected.reason());
        } else if (record instanceof JournalRecord.Header header) {
            header(header);
        } else if (record instanceof JournalRecord.Described described) {
            type("data").member("fingerprint", described.data().fingerprint());
            member("summary", described.data().summary());
            member("warnings", described.data().warnings());
            key("details");
            value(described.data().details());
        } else if (record instanceof JournalRecord.Resumed resumed) {
            type("resume").member("trials", resumed.trials()).member("parallelism", resumed.parallelism());
            plugins(resumed.plugins());
        } else if (record instanceof JournalRecord.Epoch epoch) {
            epoch(epoch);
        } else if (record instanceof JournalRecord.Exported exported) {
            type("export");
            choices(exported.choices());
            member("cut", exported.cut().word()).member("notes", exported.notes());
        } else if (record instanceof JournalRecord.CutShort cut) {
            type("cut").member("trial", cut.trial());
            key("seconds");
            value(cut.seconds());
        } else if (record instanceof JournalRecord.Paused pause) {
            type("pause");
            key("seconds");
            value(pause.seconds());
        } else if (record instanceof JournalRecord.Tested tested) {
            type("test").member("trial", tested.trial());
            metrics(tested.metrics());
        } else if (record instanceof JournalRecord.Jars jars) {
            type("jars");
            key("jars");
            value(jars.jars().stream().map(LineWriter::members).toList());
        } else if (record instanceof JournalRecord.Closed closed) {
            type("close").member("reason", closed.reason());
        }
        return sealed();
    }

    private byte[] sealed() {
        byte[] checked = text.toString().getBytes(StandardCharsets.UTF_8);
        before = check(crc, before, checked, 0, checked.length);
        String tail = CRC_KEY + before + "\"}\n";
        byte[] whole = new byte[checked.length + tail.length()];
        System.arraycopy(checked, 0, whole, 0, checked.length);
        for (int i = 0; i < tail.length(); i++) {
            whole[checked.length + i] = (byte) tail.charAt(i);
        }
        return whole;
    }

    /** The check of a line, in eight hexadecimal digits. */
    static String check(CRC32C crc, String before, byte[] bytes, int from, int length) {
        crc.reset();
        crc.update(before.getBytes(StandardCharsets.ISO_8859_1));
        crc.update(bytes, from, length);
        String digits = Long.toHexString(crc.getValue());
        return "0".repeat(8 - digits.length()) + digits;
    }

    private void header(JournalRecord.Header header) {
        type("header").member("format", JournalReader.FORMAT);
        member("experiment", header.experiment()).member("space", header.spaceHash());
        key("decisions");
        value(header.decisions());
        component(header.method().word(), header.searcher());
        component("evaluator", header.evaluator());
        key("objectives");
        value(header.objectives().stream().map(LineWriter::members).toList());
        member("stopping", header.stopping());
        member("constraints", header.constraints());
        member("settings", header.settings());
        member("fingerprints", header.fingerprints());
        member("seed", header.seed()).member("parallelism", header.parallelism());
        member("trials", header.trials());
        plugins(header.plugins());
    }

    private void plugins(List<JournalRecord.Plugin> plugins) {
        if (!plugins.isEmpty()) {
            key("plugins");
            value(plugins.stream().map(LineWriter::members).toList());
        }
    }

    private static Map<String, Object> members(Objective objective) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(objective.direction().name().toLowerCase(Locale.ROOT), objective.metric());
        objective.bound().ifPresent(bound -> members.put("bound", bound));
        objective.reference().ifPresent(reference -> members.put("reference", reference));
        return members;
    }

    private static Map<String, String> members(JournalRecord.Plugin plugin) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("kind", plugin.kind());
        members.put("name", plugin.name());
        members.put("bundle", plugin.bundle());
        members.put("version", plugin.version());
        return members;
    }

    private static Map<String, String> members(JarIdentity jar) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("bundle", jar.bundle());
        members.put("version", jar.version());
        members.put("artifact", jar.artifact());
        members.put("sha256", jar.sha256());
        return members;
    }

    private void component(String name, JournalRecord.Component component) {
        key(name).append("{\"name\":");
        value(component.name());
        member("bundle", component.bundle()).member("version", component.version());
        key("options");
        value(component.options());
        text.append('}');
    }

    private void asked(JournalRecord.Asked asked) {
        if (asked.answer() instanceof Answer.Try candidate) {
            type("try").member("trial", asked.trial()).member("free", asked.freeSlots());
            choices(candidate.choices());
            member("steps", candidate.steps()).member("continues", candidate.continues());
        } else {
            type(asked.answer() == Answer.WAIT ? "wait" : "done");
            member("trial", asked.trial()).member("free", asked.freeSlots());
        }
    }

    private void ended(JournalRecord.Ended ended) {
        type("outcome").member("trial", ended.trial());
        Outcome outcome = ended.outcome();
        if (outcome instanceof Outcome.Scored scored) {
            member("result", "scored");
            metrics(scored.metrics());
        } else if (outcome instanceof Outcome.Failed failed) {
            member("result", "failed").member("reason", failed.reason());
            lastMetrics(failed.metrics());
        } else if (outcome instanceof Outcome.Stopped stopped) {
            member("result", "stopped").member("step", stopped.step());
            lastMetrics(stopped.metrics());
        }
        key("seconds");
        value(ended.seconds());
        member("reused", ended.reused());
        if (ended.log() != null) {
            member("log", ended.log());
        }
    }

    private void epoch(JournalRecord.Epoch epoch) {
        type("epoch").member("epoch", epoch.epoch()).member("epochs", epoch.epochs());
        metrics(epoch.metrics());
        key("weights");
        value(epoch.weights());
        member("notes", epoch.notes());
    }

    private void choices(Choices choices) {
        key("choices").append('{');
        boolean first = true;
        for (Map.Entry<Label, Object> entry : choices.values().entrySet()) {
            first = separate(first);
            value(entry.getKey().value());
            text.append(':');
            value(entry.getValue());
        }
        text.append('}');
    }

    private void lastMetrics(Metrics metrics) {
        if (!metrics.values().isEmpty()) {
            metrics(metrics);
        }
    }

    private void metrics(Metrics metrics) {
        key("metrics");
        value(metrics.values());
    }

    private LineWriter type(String type) {
        return member("type", type);
    }

    private LineWriter member(String name, String value) {
        key(name);
        value(value);
        return this;
    }

    private LineWriter member(String name, long value) {
        key(name).append(value);
        return this;
    }

    private LineWriter member(String name, OptionalInt value) {
        if (value.isPresent()) {
            member(name, value.getAsInt());
        }
        return this;
    }

    private void member(String name, List<String> values) {
        if (!values.isEmpty()) {
            key(name);
            value(values);
        }
    }

    private void member(String name, Map<String, String> values) {
        if (!values.isEmpty()) {
            key(name);
            value(values);
        }
    }

    private StringBuilder key(String name) {
        return text.append(",\"").append(name).append("\":");
    }

    private boolean separate(boolean first) {
        if (!first) {
            text.append(',');
        }
        return false;
    }

    private void value(Object value) {
        if (value instanceof String string) {
            JsonText.quote(text, string);
        } else if (value instanceof Double number && !Double.isFinite(number)) {
            text.append('"').append(number).append('"'); // JSON has no such numbers.
        } else if (value instanceof Iterable<?> list) {
            text.append('[');
            boolean first = true;
            for (Object element : list) {
                first = separate(first);
                value(element);
            }
            text.append(']');
        } else if (value instanceof Map<?, ?> map) {
            text.append('{');
            boolean first = true;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                first = separate(first);
                value(String.valueOf(entry.getKey()));
                text.append(':');
                value(entry.getValue());
            }
            text.append('}');
        } else {
            text.append(value); // Whole numbers, finite numbers and booleans.
        }
    }
}
