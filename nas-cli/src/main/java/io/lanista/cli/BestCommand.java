package io.lanista.cli;

import io.lanista.api.trial.Objective;
import io.lanista.runtime.experiment.BestTrial;
import io.lanista.runtime.experiment.RunHistory;
import java.io.PrintWriter;
import java.nio.file.Path;
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
        BestTrial best = history.best()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.FAILED, "The run (" + run + ") has no best trial yet: none was scored."));
        PrintWriter out = spec.commandLine().getOut();
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
        out.flush();
        return ExitCode.OK;
    }
}
