package io.lanista.cli;

import io.lanista.api.trial.Objective;
import io.lanista.runtime.runs.RunHistory;
import io.lanista.runtime.watch.BestTrial;
import io.lanista.runtime.watch.SupernetExport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the winner of a run. */
@Command(name = "best", description = "Shows the best trial of a run, also of one that still runs.")
final class BestCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "The folder of a run.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path run;

    @Option(
            names = "--pick",
            paramLabel = "knee|METRIC|TRIAL",
            description = "Which trial of the front is shown, where there are several objectives: the knee, nearest to"
                    + " the best of all at once; the best in a metric; or one by its number (default: knee).")
    private String pick = "knee";

    @Option(names = "--json", description = "Print it as one JSON object.")
    private boolean json;

    @Mixin
    private PluginFolders plugins = new PluginFolders();

    @Override
    public Integer call() {
        RunHistory history = RunHistory.read(run).picking(pick);
        PrintWriter out = spec.commandLine().getOut();
        if (history.best().isPresent()) {
            trial(history, history.best().get(), out);
        } else {
            untrained(
                    history,
                    history.export()
                            .orElseThrow(() -> new CommandFailure(
                                    ExitCode.FAILED, "The run (" + run + ") has no best trial yet: none was scored.")),
                    out);
        }
        out.flush();
        return ExitCode.OK;
    }

    private void trial(RunHistory history, BestTrial best, PrintWriter out) {
        Optional<String> notation = plugins.notation(run, best.choices());
        List<Objective> objectives = history.header().objectives();
        if (json) {
            Map<String, Object> tree = ResultJson.best(best, notation);
            if (RunPrinter.knowsAll(history.header().evaluator().options())) {
                tree.put("all_data", true);
            }
            ResultJson.front(history.front(), objectives).ifPresent(front -> tree.put("front", front));
            out.println(ResultJson.write(tree));
        } else {
            if (objectives.size() > 1) {
                ScoreText.front(out, history.front(), best, objectives);
            }
            RunPrinter.best(out, best, objectives, notation);
            RunPrinter.warnOfKnown(out, history.header().evaluator().options());
            history.export().ifPresent(export -> SupernetText.compared(out, export, objectives.get(0)));
        }
    }

    /** What a supernet exported, if nothing was trained from scratch yet. */
    private void untrained(RunHistory history, SupernetExport export, PrintWriter out) {
        Optional<String> notation = plugins.notation(run, export.choices());
        if (json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("trained", false);
            tree.put(
                    "supernet",
                    SupernetText.tree(export, history.header().objectives().get(0), notation));
            out.println(ResultJson.write(tree));
        } else {
            SupernetText.export(out, export, notation);
            out.println(SupernetText.UNTRAINED);
        }
    }
}
