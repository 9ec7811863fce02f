package io.lanista.cli;

import io.lanista.cli.scaffold.WinnerProject;
import io.lanista.runtime.ExportedNetwork;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.deploy.Deployed;
import io.lanista.runtime.deploy.OnnxDeployment;
import io.lanista.runtime.deploy.OnnxForm;
import io.lanista.runtime.export.ExportResult;
import io.lanista.runtime.runs.FileTrees;
import io.lanista.runtime.runs.RunHistory;
import io.lanista.runtime.watch.BestTrial;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
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
    /** What programs the folder is for. */
    enum Form {
        LANISTA,
        ONNX,
        DJL,
        PROJECT;

        /**
         * For whom a model in ONNX is written; empty if none is.
         *
         * @param quantize whether one with 8-bit numbers is wanted
         */
        Optional<OnnxForm> onnx(boolean quantize) {
            if (this == LANISTA || this == PROJECT) {
                if (quantize) {
                    throw new UserMistake("The option (--quantize) is for ONNX. Maybe add --as onnx.");
                }
                return Optional.empty();
            }
            return Optional.of(this == DJL ? OnnxForm.DJL : OnnxForm.ONNX);
        }
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "The folder of a run.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path run;

    @Option(names = "--to", paramLabel = "DIR", required = true, description = "A folder that doesn't exist yet.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path to;

    @Option(
            names = "--pick",
            paramLabel = "knee|METRIC|TRIAL",
            description =
                    "Which trial of the front is exported, where there are several objectives: the knee, nearest to"
                            + " the best of all at once; the best in a metric; or one by its number (default: knee).")
    private String pick = "knee";

    @Option(
            names = "--as",
            paramLabel = "lanista|onnx|djl|project",
            description =
                    "lanista: for Lanista's own programs. onnx: with model.onnx too, for any program, compared with the"
                            + " network itself where ONNX Runtime is at hand. djl: the same with what DJL and DJL Serving need."
                            + " project: a Maven project around it, with a program that predicts and a test. Default: lanista.")
    private Form form = Form.LANISTA;

    @Option(
            names = "--quantize",
            description =
                    "With onnx and djl: a second model that computes with 8-bit numbers, and what that costs and brings."
                            + " Needs ONNX Runtime. Default: no.")
    private boolean quantize;

    @Mixin
    private PluginFolders plugins = new PluginFolders();

    @Override
    public Integer call() throws IOException {
        Optional<OnnxForm> whom = form.onnx(quantize);
        PrintWriter out = spec.commandLine().getOut();
        try (NasRuntime runtime = PluginsCommand.open(plugins.all())) {
            if (form == Form.PROJECT) {
                project(runtime, out);
            } else if (whom.isEmpty()) {
                written(runtime.export(RunHistory.read(run).picking(pick), to), out);
            } else {
                Deployed<ExportResult> deployed = runtime.exportOnnx(
                        RunHistory.read(run).picking(pick), to, new OnnxDeployment(whom.get(), quantize));
                written(deployed.export(), out);
                DeployedText.print(deployed, out);
            }
            out.flush();
            return ExitCode.OK;
        }
    }

    private void project(NasRuntime runtime, PrintWriter out) throws IOException {
        RunHistory history = RunHistory.read(run).picking(pick);
        if (history.best().isEmpty()) {
            throw new UserMistake("The run (" + run + ") has no trained network to make a project of.");
        }
        project(runtime, history.header().experiment(), to, folder -> written(runtime.export(history, folder), out));
        next(to, out);
    }

    /**
     * Writes a Maven project around what is exported into a folder of it.
     *
     * @param to a folder that is empty, or doesn't exist yet
     */
    static void project(NasRuntime runtime, String experiment, Path to, Consumer<Path> export) throws IOException {
        FileTrees.requireVacant(to);
        Path winner = to.resolve(WinnerProject.WINNER);
        export.accept(winner);
        try (ExportedNetwork network = runtime.open(winner)) {
            new WinnerProject(experiment, NewPluginCommand.repository()).write(to, network);
        }
    }

    /** Says what to do with a project. */
    static void next(Path to, PrintWriter out) {
        out.println("A Maven project is around it. Next:");
        out.println("  cd " + to + " && ./mvnw -B verify");
    }

    private void written(ExportResult export, PrintWriter out) {
        export.winner().ifPresentOrElse(winner -> checked(export, winner, out), () -> {
            out.println("The architecture that the supernet exported is in " + to + ".");
            out.println(SupernetText.UNTRAINED);
        });
    }

    private void checked(ExportResult export, BestTrial winner, PrintWriter out) {
        out.println("Trial " + winner.trial() + " is in " + export.folder() + ".");
        if (export.unchecked().isPresent()) {
            out.println("Note: it could not be loaded back and measured. "
                    + export.unchecked().get());
            return;
        }
        if (!export.isExact()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "Loaded back, it measures " + RunPrinter.metrics(export.checked())
                            + " on the test data, and the run reported " + RunPrinter.metrics(winner.test()) + ".");
        }
        if (winner.test().isPresent()) {
            out.println("Loaded back, it measures exactly what the run reported on the test data: "
                    + RunPrinter.metrics(export.checked()));
        } else {
            out.println("The run reported nothing on test data, so there is nothing to compare."
                    + export.checked()
                            .map(measured -> " Loaded back, it measures " + RunPrinter.metrics(Optional.of(measured))
                                    + " there.")
                            .orElse(""));
        }
    }
}
