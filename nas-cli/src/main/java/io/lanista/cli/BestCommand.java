package io.lanista.cli;

import io.lanista.api.trial.Objective;
import io.lanista.runtime.experiment.BestTrial;
import io.lanista.runtime.experiment.RunHistory;
import io.lanista.runtime.experiment.SupernetExport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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

    @Option(names = "--json", description = "Print it as one JSON object.")
    private boolean json;

    @Mixin
    private PluginFolders plugins = new PluginFolders();

    @Override
    public Integer call() {
        RunHistory history = RunHistory.read(run);
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
        if (json) {
            out.println(ResultJson.write(ResultJson.best(best, notation)));
        } else {
            RunPrinter.best(out, best, notation);
            history.export().ifPresent(export -> {
                Objective objective = history.header().objective();
                SupernetText.gap(out, export, best, objective);
            });
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
                    SupernetText.tree(export, Optional.empty(), history.header().objective(), notation));
            out.println(ResultJson.write(tree));
        } else {
            SupernetText.export(out, export, notation);
            out.println(SupernetText.UNTRAINED);
        }
    }
}
