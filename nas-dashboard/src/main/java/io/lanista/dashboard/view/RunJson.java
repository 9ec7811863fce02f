package io.lanista.dashboard.view;

import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Metrics;
import io.lanista.runtime.journal.JournalRecord;
import io.lanista.runtime.journal.JournalRecord.Component;
import io.lanista.runtime.journal.JournalRecord.Header;
import io.lanista.runtime.text.ChoicesText;
import io.lanista.runtime.watch.BestTrial;
import io.lanista.runtime.watch.SupernetExport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Writes the books of a run as JSON: all of it, or what changed since an offset in the journal. {@code docs/seeing.md} says what
 * each member means.
 */
final class RunJson {
    /** The version of the JSON. */
    static final int FORMAT = 1;

    private final RunBooks books;
    private final Json json;
    private final long since;

    /**
     * @param since the offset up to which the reader knows the journal; 0 for nothing
     */
    RunJson(RunBooks books, Json json, long since) {
        this.books = books;
        this.json = json;
        this.since = since;
    }

    /** What never changes. */
    void header(Optional<SearchSpace> space, String source) {
        Header header = books.header();
        json.put("experiment", header.experiment());
        json.put("begun", books.begun().toEpochMilli());
        json.put("method", header.method().word());
        json.object("searcher", out -> component(out, header.searcher()));
        json.object("evaluator", out -> component(out, header.evaluator()));
        json.objects("objectives", header.objectives(), (out, objective) -> {
            out.put("metric", objective.metric());
            out.put("direction", objective.direction().name().toLowerCase(Locale.ROOT));
            objective.bound().ifPresent(bound -> out.put("bound", bound));
            objective.reference().ifPresent(reference -> out.put("reference", reference));
        });
        json.put("stopping", header.stopping());
        json.put("constraints", header.constraints());
        json.put("settings", header.settings());
        json.put("seed", header.seed());
        json.put("plugins", header.plugins().stream().map(RunJson::plugin).toList());
        json.object("space", out -> space(out, header, space));
        books.data()
                .ifPresent(found -> json.object("data", out -> {
                    out.put("summary", found.summary());
                    out.put("warnings", found.warnings());
                    out.put("details", found.details());
                }));
        json.put("source", source);
    }

    private static void space(Json out, Header header, Optional<SearchSpace> space) {
        out.put("hash", header.spaceHash());
        space.ifPresent(known -> {
            out.put("name", known.base().name());
            out.put("size", known.size().map(Object::toString).orElse(null));
            Map<String, Object> inputs = new LinkedHashMap<>();
            known.base().inputs().forEach((name, shape) -> inputs.put(name, shape.toString()));
            out.put("inputs", inputs);
        });
    }

    private static void component(Json out, Component component) {
        out.put("name", component.name());
        out.put("bundle", component.bundle());
        out.put("version", component.version());
        out.put("options", component.options());
    }

    private static Map<String, String> plugin(JournalRecord.Plugin plugin) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("kind", plugin.kind());
        members.put("name", plugin.name());
        members.put("bundle", plugin.bundle());
        members.put("version", plugin.version());
        return members;
    }

    /** How far the run is. */
    void status(String state, Optional<BestTrial> best) {
        json.put("updated", books.last().toEpochMilli());
        json.put("elapsed", books.elapsed().toMillis() / 1000.0);
        json.put("state", state);
        json.put("ending", books.ending());
        json.objects("sessions", books.sessions(), (out, session) -> {
            out.put("from", session.from());
            out.put("to", session.to());
            out.put("parallelism", (long) session.parallelism());
        });
        json.put(
                "budget",
                books.trialBudget().isPresent() ? (Object) books.trialBudget().getAsInt() : null);
        json.object("counts", out -> {
            for (TrialRow.State one : TrialRow.State.values()) {
                out.put(word(one), books.count(one));
            }
        });
        best.ifPresentOrElse(
                trial -> json.object("best", out -> best(out, trial)), () -> json.put("best", (Object) null));
    }

    private static String word(TrialRow.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static void best(Json out, BestTrial best) {
        out.put("trial", (long) best.trial());
        best.repeats().ifPresent(repeats -> {
            out.put("mean", best.score().value());
            out.put("evaluations", (long) repeats.count());
            out.put("standard_error", repeats.standardError());
        });
        out.put("metrics", finite(best.metrics()));
        out.put("test", best.test().map(RunJson::finite).orElse(Map.of()));
        out.put("choices", ChoicesText.toTree(best.choices()));
    }

    private static Map<String, Object> finite(Metrics metrics) {
        return new LinkedHashMap<>(metrics.values());
    }

    /** The decisions, in the order of the columns of choices. */
    void decisions() {
        json.objects("decisions", books.decisions().all(), (out, decision) -> {
            out.put("label", decision.label());
            out.put("kind", decision.kind().word());
            if (decision.isListed()) {
                out.put("values", decision.values());
            } else {
                out.put("low", decision.low()).put("high", decision.high());
                out.put("log", (Object) decision.isLog());
            }
            out.put("condition", decision.condition());
        });
    }

    /** A column for each thing that is known of trials, with a row for each trial that is new or changed. */
    void trials() {
        List<TrialRow> rows = changed();
        json.object("trials", out -> {
            numbers(out, "trial", rows, row -> row.number);
            out.list("state", list -> rows.forEach(row -> list.add((Object) word(row.state))));
            numbers(out, "asked", rows, row -> row.asked);
            numbers(out, "ended", rows, row -> orNull(row.ended));
            numbers(out, "seconds", rows, row -> row.seconds);
            optional(out, "steps", rows, row -> orNull(row.steps));
            optional(out, "last_step", rows, row -> orNull(row.lastStep));
            optional(out, "continues", rows, row -> orNull(row.continues));
            optional(out, "reused", rows, row -> orNull(row.reused));
            out.object("metrics", columns -> {
                List<String> names = books.metrics().names();
                for (int i = 0; i < names.size(); i++) {
                    int column = i;
                    optional(columns, names.get(i), rows, row -> row.metric(column));
                }
            });
            out.object("choices", columns -> {
                List<DecisionColumn> decisions = books.decisions().all();
                for (int i = 0; i < decisions.size(); i++) {
                    int column = i;
                    numbers(columns, decisions.get(i).label(), rows, row -> row.choice(column));
                }
            });
        });
        reasons(rows);
    }

    private List<TrialRow> changed() {
        return since == 0
                ? books.trials()
                : books.trials().stream().filter(row -> row.change > since).toList();
    }

    private void reasons(List<TrialRow> rows) {
        List<TrialRow> unlucky = rows.stream().filter(row -> row.reason != null).toList();
        json.objects("reasons", unlucky, (out, row) -> {
            out.put("trial", (long) row.number);
            out.put("reason", row.reason);
            out.put("log", row.log);
        });
    }

    private static double orNull(long number) {
        return number < 0 ? Double.NaN : number;
    }

    /** A column that is left out where all of it is null. */
    private static void optional(Json out, String name, List<TrialRow> rows, ToDoubleFunction<TrialRow> value) {
        if (rows.stream().anyMatch(row -> Double.isFinite(value.applyAsDouble(row)))) {
            numbers(out, name, rows, value);
        }
    }

    private static void numbers(Json out, String name, List<TrialRow> rows, ToDoubleFunction<TrialRow> value) {
        out.list(name, list -> rows.forEach(row -> list.add(value.applyAsDouble(row))));
    }

    /** Intermediate metrics, thinned where there are very many. */
    void reports() {
        ReportSample sample = since == 0 ? ReportSample.of(books) : ReportSample.since(books, since);
        json.object("reports", out -> {
            out.put("of", (long) sample.reports());
            out.put("thinned", (Object) sample.isThinned());
            out.list("trial", list -> sample.points().forEach(point -> list.add(point.trial())));
            out.list(
                    "step",
                    list -> sample.points()
                            .forEach(point -> list.add(point.report().step())));
            out.object("metrics", columns -> {
                List<String> names = books.metrics().names();
                for (int column : sample.metrics()) {
                    columns.list(
                            names.get(column), list -> sample.points().forEach(point -> list.add(point.value(column))));
                }
            });
        });
    }

    /** The epochs of a supernet's training, and what was exported of it. */
    void supernet(Optional<SupernetExport> export) {
        List<RunBooks.EpochRow> rows =
                books.epochs().stream().filter(row -> row.change() > since).toList();
        if (!rows.isEmpty()) {
            json.object("epochs", out -> epochs(out, rows));
        }
        export.ifPresent(exported -> json.object("export", out -> {
            out.put("epoch", (long) exported.epoch());
            out.put("epochs", (long) exported.epochs());
            out.put("cut", exported.cut().word());
            out.put("choices", ChoicesText.toTree(exported.choices()));
            out.put("metrics", finite(exported.metrics()));
            out.put("notes", exported.notes());
            JournalRecord.Header header = books.header();
            exported.mixed(header.objectives().get(0)).ifPresent(mixed -> out.put("supernet", mixed));
            exported.inherited(header.objectives().get(0)).ifPresent(inherited -> out.put("inherited", inherited));
            exported.trained().ifPresent(own -> out.put("trained", first(own)));
            if (!exported.baseline().isEmpty()) {
                out.list("baseline", list -> exported.baseline().forEach(other -> list.add(first(other))));
            }
        }));
    }

    private static double first(BestTrial trial) {
        return trial.scores().all().get(0).value();
    }

    private static void epochs(Json out, List<RunBooks.EpochRow> rows) {
        JournalRecord.Epoch last = rows.get(rows.size() - 1).epoch();
        out.put("of", (long) last.epochs());
        out.list("epoch", list -> rows.forEach(row -> list.add(row.epoch().epoch())));
        out.list("at", list -> rows.forEach(row -> list.add((double) row.at())));
        List<String> names = rows.stream()
                .flatMap(row -> row.epoch().metrics().values().keySet().stream())
                .distinct()
                .toList();
        out.object(
                "metrics",
                columns -> names.forEach(name -> columns.list(
                        name,
                        list -> rows.forEach(row ->
                                list.add((Object) row.epoch().metrics().values().get(name))))));
        List<String> labels = new ArrayList<>(last.weights().keySet());
        out.objects("decisions", labels, (decision, label) -> {
            List<String> candidates =
                    new ArrayList<>(last.weights().getOrDefault(label, Map.of()).keySet());
            decision.put("label", label);
            decision.put("candidates", candidates);
            decision.list(
                    "weights",
                    series -> candidates.forEach(candidate -> series.list(list -> rows.forEach(row -> list.add((Object)
                            row.epoch().weights().getOrDefault(label, Map.of()).get(candidate))))));
        });
        List<RunBooks.EpochRow> noted =
                rows.stream().filter(row -> !row.epoch().notes().isEmpty()).toList();
        out.objects("notes", noted, (note, row) -> {
            note.put("epoch", (long) row.epoch().epoch());
            note.put("notes", row.epoch().notes());
        });
    }
}
