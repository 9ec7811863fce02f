package io.lanista.cli;

import io.lanista.bench.RecordedTable;
import io.lanista.bench.TableRecording;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.Experiment;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the table that {@code nas benchmark tabular} reads. */
@Command(
        name = "table",
        description = {
            "Makes a table of results: runs an experiment once for each seed, tests every network, and writes a CSV.",
            "With the strategy 'grid' and no bound on trials, the table holds the whole space. What was interrupted goes"
                    + " on where it was."
        })
final class BenchmarkTableCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The experiment file (YAML).")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path file;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            split = ",",
            defaultValue = "0,1,2",
            description = "The seeds of the runs (default: 0,1,2).")
    private List<Long> seeds = new ArrayList<>();

    @Option(names = "--to", paramLabel = "CSV", required = true, description = "The table to write.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path to;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            defaultValue = "runs/table",
            description = "Where the runs are kept (default: runs/table).")
    private Path out = Path.of("runs", "table");

    @Option(
            names = {"-q", "--quiet"},
            description = "Print the last line only.")
    private boolean quiet;

    @Mixin
    private PluginFolders folders = new PluginFolders();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter printer = spec.commandLine().getOut();
        RecordedTable table;
        try (NasRuntime runtime = PluginsCommand.open(folders.all())) {
            Experiment experiment = runtime.experiment(file).build();
            PrintWriter shown = quiet ? new PrintWriter(Writer.nullWriter()) : printer;
            table = new TableRecording(runtime, experiment, out)
                    .record(seeds, new RunPrinter(shown, runtime::notation, RunPrinter.Detail.PLAIN));
        }
        WholeFile.write(to, table.toCsv());
        printer.println("Wrote " + table.rows().size() + " architectures to " + to + ".");
        printer.flush();
        return ExitCode.OK;
    }
}
