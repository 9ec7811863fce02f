package io.lanista.runtime.export;

import io.lanista.api.model.Label;
import io.lanista.api.model.Model;
import io.lanista.api.space.Choices;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.djl.table.TablePreparation;
import io.lanista.djl.train.TrainedNetwork;
import io.lanista.runtime.baseline.Baseline;
import io.lanista.runtime.baseline.BaselineFile;
import io.lanista.runtime.execute.PreparationFile;
import io.lanista.runtime.journal.JournalRecord.Header;
import io.lanista.runtime.runs.RunHistory;
import io.lanista.runtime.watch.BestTrial;
import io.lanista.runtime.watch.TrialReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people should know of an exported network, in Markdown: {@value #NAME}. */
final class ModelCard {
    static final String NAME = "MODEL.md";

    private final List<String> lines = new ArrayList<>();

    private ModelCard() {}

    static String of(RunHistory run, Model model, Choices choices) throws IOException {
        ModelCard card = new ModelCard();
        Header header = run.header();
        card.add("# " + header.experiment());
        card.add("");
        card.add("Found by Lanista with the " + header.method().word() + " `"
                + header.searcher().name() + "`, trained and scored by the evaluator `"
                + header.evaluator().name() + "`, after "
                + header.objectives().stream().map(Objective::toString).collect(Collectors.joining(", ")) + ".");
        card.data(run);
        run.best().ifPresentOrElse(best -> card.scores(best, knowsAll(run)), () -> card.add("\nIt isn't trained yet."));
        card.baselines(run);
        card.search(run);
        card.architecture(model, choices);
        return String.join("\n", card.lines) + "\n";
    }

    /** Of an ensemble of a run's trials. */
    static String of(RunHistory run, EnsembleResult ensemble) throws IOException {
        ModelCard card = new ModelCard();
        Header header = run.header();
        card.add("# " + header.experiment() + ", an ensemble");
        card.add("");
        card.add("Networks that Lanista found with the " + header.method().word() + " `"
                + header.searcher().name() + "`; the mean of their answers is the answer, and was chosen after "
                + ensemble.objective() + ".");
        card.data(run);
        card.title("Members");
        card.add("| trial | weight |");
        card.add("|---|---|");
        ensemble.weights().forEach((trial, weight) -> card.add("| " + trial + " | " + number(weight) + " |"));
        card.add("");
        card.add("Chosen of " + ensemble.candidates() + " trials by " + ensemble.chosenOn() + " examples"
                + (ensemble.setApart()
                        ? " that were set apart for it: no network was trained, stopped or scored by them."
                        : " of the validation part, which epochs and architectures were chosen by, too."));
        card.add("");
        card.add("Together they have " + ensemble.cost().parameters() + " parameters, and take "
                + ensemble.cost().flops() + " multiply-accumulates for an example.");
        card.title("Scores");
        card.add("| metric | best trial alone, test part | ensemble, test part | 95 % interval |");
        card.add("|---|---|---|---|");
        Metrics all = Metrics.of(ensemble.together());
        ensemble.together().keySet().stream()
                .filter(name -> !isEnd(name, all))
                .forEach(name -> card.add("| " + name + " | "
                        + number(ensemble.single().getOrDefault(name, Double.NaN)) + " | "
                        + number(ensemble.together().getOrDefault(name, Double.NaN)) + " | "
                        + interval(name, ensemble.together()) + " |"));
        card.baselines(run);
        card.search(run);
        return String.join("\n", card.lines) + "\n";
    }

    private static boolean isEnd(String name, Metrics all) {
        return Stream.of(TrainedNetwork.LOW, TrainedNetwork.HIGH)
                .anyMatch(end -> name.endsWith(end)
                        && all.values().containsKey(name.substring(0, name.length() - end.length())));
    }

    private static String interval(String name, Map<String, Double> test) {
        return test.containsKey(name + TrainedNetwork.LOW)
                ? number(test.getOrDefault(name + TrainedNetwork.LOW, Double.NaN)) + " to "
                        + number(test.getOrDefault(name + TrainedNetwork.HIGH, Double.NaN))
                : "";
    }

    private void add(String line) {
        lines.add(line);
    }

    private void title(String words) {
        add("");
        add("## " + words);
        add("");
    }

    private void data(RunHistory run) throws IOException {
        title("Data");
        Optional<String> fingerprint =
                Optional.ofNullable(run.header().fingerprints().get("data"));
        add("- Fingerprint: " + fingerprint.map(text -> "`" + text + "`").orElse("not known"));
        run.data().ifPresent(found -> {
            found.summary().forEach(line -> add("- " + line.strip()));
            found.warnings().forEach(warning -> add("- Note: " + warning));
        });
        Optional<TablePreparation> table = PreparationFile.read(run.folder());
        if (table.isPresent()) {
            add("- To predict: " + String.join(", ", table.get().labels()));
            if (!table.get().classNames().isEmpty()) {
                add("- Classes: " + String.join(", ", table.get().classNames()));
            }
            add("- Columns: "
                    + table.get().columns().stream()
                            .map(column ->
                                    column.name() + " (" + column.kind().word().replace('_', ' ') + ")")
                            .collect(Collectors.joining(", ")));
            if (!table.get().leftOut().isEmpty()) {
                add("- Left out: " + String.join(", ", table.get().leftOut()));
            }
        }
    }

    private static Map<?, ?> dataOptions(RunHistory run) {
        return run.header().evaluator().options().get("data") instanceof Map<?, ?> options ? options : Map.of();
    }

    /** Whether a run's networks are trained on the examples of all parts. */
    private static boolean knowsAll(RunHistory run) {
        return "true".equals(String.valueOf(dataOptions(run).get("all_data")));
    }

    private void scores(BestTrial best, boolean knowsAll) {
        title("Scores");
        add("| metric | validation part | test part | 95 % interval |");
        add("|---|---|---|---|");
        Map<String, Double> test = best.test().map(Metrics::values).orElse(new TreeMap<>());
        best.metrics().values().forEach((name, value) -> {
            if (test.containsKey(name)) {
                add("| " + name + " | " + number(value) + " | " + number(test.getOrDefault(name, Double.NaN)) + " | "
                        + interval(name, test) + " |");
            }
        });
        add("");
        add(
                knowsAll
                        ? "The network was trained on the examples of all parts, those for validation and test, too (`all_data`)."
                                + " So these are scores of what it knows already, and too good: they say nothing of new examples."
                        : "Architectures and epochs were chosen by the validation part, so its scores are too good; those of the"
                                + " test part, by which nothing was chosen, are not.");
    }

    /** What simple models reach on the same test part, where the run has compared itself with them. */
    private void baselines(RunHistory run) {
        List<Baseline> baselines = new BaselineFile(run.folder()).read().orElse(List.of());
        String metric = run.header().objectives().get(0).metric();
        List<String> reached = baselines.stream()
                .filter(baseline -> baseline.metrics().containsKey(metric))
                .map(baseline ->
                        baseline.name() + " " + number(baseline.metrics().getOrDefault(metric, Double.NaN)))
                .toList();
        if (!reached.isEmpty()) {
            add("");
            add("Simple models on the same test part, by " + metric + ": " + String.join(", ", reached) + ".");
        }
    }

    private void search(RunHistory run) {
        title("Search");
        Map<String, Object> options = new TreeMap<>(run.header().evaluator().options());
        options.remove("data");
        double seconds = run.trials().stream().mapToDouble(TrialReport::seconds).sum();
        add("- Trials: " + run.trials().size()
                + String.format(Locale.ROOT, ", which took %.0f seconds together", seconds));
        run.best().ifPresent(best -> {
            add("- The winner is trial " + best.trial() + ": "
                    + List.of("parameters", "flops", "epoch", "seconds").stream()
                            .filter(name -> best.metrics().values().containsKey(name))
                            .map(name ->
                                    name + " " + number(best.metrics().values().getOrDefault(name, Double.NaN)))
                            .collect(Collectors.joining(", ")));
            best.repeats()
                    .ifPresent(repeats -> add("- Its architecture was trained " + repeats.count() + " times: "
                            + run.header().objectives().get(0).metric() + " "
                            + number(best.score().value()) + " in the mean, with a standard error of "
                            + number(repeats.standardError()) + ". The weights are those of the best of these trials"));
        });
        add("- Seed: " + run.header().seed());
        add("- Java: " + Runtime.version());
        add("- Training: `" + options + "`");
        Map<Object, Object> data = new TreeMap<>(dataOptions(run));
        data.keySet().removeIf(option -> String.valueOf(option).matches("path|labels|test_.*"));
        if (!data.isEmpty()) {
            add("- Options of the data: `" + data + "`");
        }
    }

    private void architecture(Model model, Choices choices) {
        title("Architecture");
        add("Hash `" + model.hash() + "`, in full in `architecture.json`. What was chosen:");
        add("");
        for (Map.Entry<Label, Object> choice : choices.values().entrySet()) {
            add("- " + choice.getKey() + " = " + choice.getValue());
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString(Math.round(value))
                : String.format(Locale.ROOT, "%.4g", value);
    }
}
