package io.lanista.cli;

import io.lanista.dashboard.view.RunListing;
import io.lanista.dashboard.view.RunSummary;
import io.lanista.dashboard.view.RunView;
import io.lanista.dashboard.view.Vocabulary;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists runs. */
@Command(name = "ls", description = "Lists the runs of a folder: state, trials, best, when.")
final class ListCommand implements Callable<Integer> {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private static final Path DEFAULT = Path.of("runs");

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FOLDER",
            arity = "0..1",
            defaultValue = "runs",
            description = "The folder with the runs; ${DEFAULT-VALUE} unless given.")
    private Path folder = DEFAULT;

    @Option(names = "--json", description = "As JSON: a line per run.")
    private boolean json;

    @Override
    public Integer call() {
        if (Files.exists(folder) ? !Files.isDirectory(folder) : !folder.equals(DEFAULT)) {
            throw new UserMistake("There is no folder (" + folder + "). Maybe the path starts from another one.");
        }
        PrintWriter out = spec.commandLine().getOut();
        List<RunView> views = RunListing.find(folder).entrySet().stream()
                .map(run -> RunView.of(run.getKey(), run.getValue(), Vocabulary.standard()))
                .toList();
        List<RunSummary> runs =
                views.stream().map(RunView::summary).flatMap(Optional::stream).toList();
        if (json) {
            runs.forEach(run -> out.println(ResultJson.write(tree(run))));
        } else if (views.isEmpty()) {
            out.println("There are no runs in " + folder + ".");
        } else {
            table(runs, out);
        }
        out.flush();
        views.stream().filter(view -> view.summary().isEmpty()).forEach(this::unread);
        return ExitCode.OK;
    }

    /** A run of whose journal nothing is there yet, or nothing can be read. */
    private void unread(RunView view) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(
                "! " + (view.problem().isEmpty() ? "The run (" + view.id() + ") has not begun yet." : view.problem()));
        err.flush();
    }

    private static void table(List<RunSummary> runs, PrintWriter out) {
        Table table = new Table("RUN", "STATE", "TRIALS", "BEST", "WHEN");
        for (RunSummary run : runs) {
            table.row(
                    run.id(),
                    run.state(),
                    trials(run),
                    best(run),
                    WHEN.format(run.updated().atZone(ZoneId.systemDefault())));
        }
        table.print(out);
        runs.stream().filter(run -> !run.problem().isEmpty()).forEach(run -> out.println("! " + run.problem()));
    }

    private static String trials(RunSummary run) {
        return run.trials()
                + (run.budget().isPresent() ? "/" + run.budget().getAsInt() : "")
                + (run.failed() > 0 ? ", " + run.failed() + " failed" : "");
    }

    private static String best(RunSummary run) {
        return run.best().isEmpty()
                ? "-"
                : run.best().entrySet().stream()
                        .map(score -> score.getKey() + " " + RunPrinter.number(score.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static Map<String, Object> tree(RunSummary run) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("run", run.id());
        tree.put("state", run.state());
        tree.put("trials", run.trials());
        tree.put("failed", run.failed());
        run.budget().ifPresent(budget -> tree.put("budget", budget));
        tree.put("metric", run.metric());
        if (!run.best().isEmpty()) {
            tree.put("best", run.best().get(run.metric()));
            tree.put("scores", run.best());
        }
        tree.put("updated", run.updated().toString());
        if (!run.problem().isEmpty()) {
            tree.put("problem", run.problem());
        }
        return tree;
    }
}
