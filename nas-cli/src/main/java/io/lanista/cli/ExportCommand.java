package io.lanista.cli;

import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.BestTrial;
import io.lanista.runtime.experiment.Export;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the winner of a run into a folder, and checks that it loads back as it was. */
@Command(
        name = "export",
        description =
                "Writes the winner of a run (architecture, weights, score, where it comes from) into a folder, and"
                        + " checks that loading it back gives exactly the reported result. Of a one-shot run that hasn't"
                        + " trained its export yet, the architecture alone.")
final class ExportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "The folder of a run.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path run;

    @Option(names = "--to", paramLabel = "DIR", required = true, description = "A folder that doesn't exist yet.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path to;

    @Mixin
    private PluginFolders plugins = new PluginFolders();

    @Override
    public Integer call() {
        try (NasRuntime runtime = PluginsCommand.open(plugins.all())) {
            Export export = runtime.export(run, to);
            PrintWriter out = spec.commandLine().getOut();
            export.winner().ifPresentOrElse(winner -> checked(export, winner, out), () -> {
                out.println("The architecture that the supernet exported is in " + to + ".");
                out.println(SupernetText.UNTRAINED);
            });
            out.flush();
            return ExitCode.OK;
        }
    }

    private void checked(Export export, BestTrial winner, PrintWriter out) {
        out.println("Trial " + winner.trial() + " is in " + to + ".");
        if (!export.isExact()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "Loaded back, it measures " + RunPrinter.metrics(export.checked())
                            + " on the test data, and the run reported " + RunPrinter.metrics(winner.test()) + ".");
        }
        out.println(
                export.checked().isPresent()
                        ? "Loaded back, it measures exactly what the run reported on the test data: "
                                + RunPrinter.metrics(export.checked())
                        : "The run reported nothing on test data, so there is nothing to compare.");
    }
}
