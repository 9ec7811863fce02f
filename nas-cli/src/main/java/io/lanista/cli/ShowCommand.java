package io.lanista.cli;

import io.lanista.api.model.Label;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Objective;
import io.lanista.djl.table.CsvLine;
import io.lanista.runtime.runs.RunHistory;
import io.lanista.runtime.watch.TrialReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the trials of a run. */
@Command(name = "show", description = "Shows the trials of a run, also of one that still runs.")
final class ShowCommand implements Callable<Integer> {
    /** At most one form of output. */
    static final class Form {
        @Option(names = "--csv", description = "As CSV: a line per trial, a column per metric and decision.")
        private boolean csv;

        @Option(names = "--json", description = "As JSON: a line per trial.")
        private boolean json;
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "The folder of a run.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path run;

    @Option(
            names = "--alphas",
            description =
                    "Show how the probabilities of a supernet's candidates moved from epoch to epoch, instead of trials.")
    private boolean alphas;

    @Mixin
    private PluginFolders plugins = new PluginFolders();

    @ArgGroup(exclusive = true)
    private Form form = new Form();

    @Override
    public Integer call() {
        RunHistory history = RunHistory.read(run);
        PrintWriter out = spec.commandLine().getOut();
        if (alphas) {
            alphas(history, out);
        } else {
            trials(history, out);
        }
        out.flush();
        return ExitCode.OK;
    }

    private void trials(RunHistory history, PrintWriter out) {
        if (form.csv) {
            csv(history, out);
        } else if (form.json) {
            history.trials().forEach(trial -> out.println(ResultJson.write(tree(trial))));
        } else {
            table(history, out);
        }
    }

    /** How a supernet's probabilities moved. */
    private void alphas(RunHistory history, PrintWriter out) {
        if (history.epochs().isEmpty()) {
            throw new UserMistake(
                    "The run (" + run + ") has no epochs of a supernet, so there are no probabilities to show."
                            + " Maybe its first epoch still runs, or a strategy searched it.");
        }
        if (form.csv) {
            out.println("epoch,decision,candidate,weight");
            history.epochs()
                    .forEach(epoch -> epoch.weights()
                            .forEach((decision, candidates) ->
                                    candidates.forEach((candidate, weight) -> out.println(CsvLine.of(List.of(
                                            String.valueOf(epoch.epoch()),
                                            decision,
                                            candidate,
                                            String.valueOf(weight)))))));
        } else if (form.json) {
            history.epochs().forEach(epoch -> out.println(ResultJson.write(SupernetText.tree(epoch))));
        } else {
            new AlphasTable(history.epochs()).print(out);
        }
    }

    private void table(RunHistory history, PrintWriter out) {
        out.println("Experiment " + history.header().experiment() + ", "
                + history.header().method().word() + " " + history.header().searcher() + ", seed "
                + history.header().seed());
        history.data().ifPresent(data -> RunPrinter.data(out, data));
        Table table = new Table("TRIAL", "OUTCOME", "SCORE", "SECONDS", "CHOICES");
        for (TrialReport trial : history.trials()) {
            table.row(
                    String.valueOf(trial.trial()),
                    word(trial.outcome()),
                    score(trial.outcome()),
                    RunPrinter.number(trial.seconds()),
                    trial.outcome() instanceof Outcome.Failed failed
                            ? failed.reason()
                            : trial.choices().toString());
        }
        table.print(out);
        ScoreText.repeated(out, history.repeated());
        history.export().ifPresent(export -> {
            out.println();
            SupernetText.export(out, export, plugins.notation(run, export.choices()));
            export.notes().forEach(note -> out.println("! " + note));
            if (history.best().isEmpty()) {
                out.println(SupernetText.UNTRAINED);
            }
        });
        history.best().ifPresent(best -> {
            out.println();
            List<Objective> objectives = history.header().objectives();
            if (objectives.size() > 1) {
                ScoreText.front(out, history.front(), best, objectives);
            }
            RunPrinter.best(out, best, objectives, plugins.notation(run, best.choices()));
            RunPrinter.warnOfKnown(out, history.header().evaluator().options());
            history.export().ifPresent(export -> SupernetText.compared(out, export, objectives.get(0)));
        });
    }

    private static void csv(RunHistory history, PrintWriter out) {
        SortedSet<String> metrics = new TreeSet<>();
        SortedSet<Label> labels = new TreeSet<>();
        history.trials().forEach(trial -> {
            metrics.addAll(trial.outcome().metrics().values().keySet());
            labels.addAll(trial.choices().values().keySet());
        });
        List<String> head = new ArrayList<>(List.of("trial", "outcome", "score", "seconds"));
        metrics.forEach(metric -> head.add("metric." + metric));
        labels.forEach(label -> head.add("choice." + label));
        out.println(CsvLine.of(head));
        for (TrialReport trial : history.trials()) {
            List<String> cells = new ArrayList<>(List.of(
                    String.valueOf(trial.trial()),
                    word(trial.outcome()),
                    score(trial.outcome()),
                    String.valueOf(trial.seconds())));
            metrics.forEach(
                    metric -> cells.add(text(trial.outcome().metrics().values().get(metric))));
            labels.forEach(label -> cells.add(text(trial.choices().values().get(label))));
            out.println(CsvLine.of(cells));
        }
    }

    private static String text(@org.jspecify.annotations.Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static Map<String, Object> tree(TrialReport trial) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("trial", trial.trial());
        tree.put("outcome", word(trial.outcome()));
        if (trial.outcome() instanceof Outcome.Failed failed) {
            tree.put("reason", failed.reason());
        }
        tree.put("metrics", ResultJson.metrics(trial.outcome().metrics()));
        tree.put("seconds", trial.seconds());
        tree.put("choices", ResultJson.choices(trial.choices()));
        return tree;
    }

    private static String word(Outcome outcome) {
        if (outcome instanceof Outcome.Scored) {
            return "scored";
        }
        return outcome instanceof Outcome.Stopped ? "stopped" : "failed";
    }

    private static String score(Outcome outcome) {
        return outcome.reached()
                .map(scores -> scores.all().stream()
                        .map(score -> String.valueOf(score.value()))
                        .collect(Collectors.joining(" ")))
                .orElse("");
    }
}
