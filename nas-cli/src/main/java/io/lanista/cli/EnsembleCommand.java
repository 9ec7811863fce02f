package io.lanista.cli;

import io.lanista.api.trial.Metrics;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.deploy.Deployed;
import io.lanista.runtime.deploy.OnnxDeployment;
import io.lanista.runtime.deploy.OnnxForm;
import io.lanista.runtime.export.EnsembleResult;
import io.lanista.runtime.runs.RunHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes an ensemble of a run's best trials. */
@Command(
        name = "ensemble",
        description =
                "Makes an ensemble of a run's best trials: begins with the best, and adds whichever makes the mean of the answers"
                        + " best on the examples that the data option 'ensemble' set apart for it, else on the validation part. Writes it"
                        + " into a folder that 'nas predict' and 'nas evaluate' use like one network, and says what it gains on the test"
                        + " part, and costs.",
        sortOptions = false)
final class EnsembleCommand implements Callable<Integer> {
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
            names = "--size",
            paramLabel = "N",
            converter = CountConverter.class,
            description =
                    "How often a trial is added at most; the same one may be added again, and counts for more then. Default: 5.")
    private int size = 5;

    @Option(
            names = "--as",
            paramLabel = "lanista|onnx|djl|project",
            description = "What programs the folder is for, as with 'nas export'. Default: lanista.")
    private ExportCommand.Form form = ExportCommand.Form.LANISTA;

    @Option(
            names = "--quantize",
            description = "With onnx and djl: a second model that computes with 8-bit numbers. Default: no.")
    private boolean quantize;

    @Option(names = "--json", description = "Print it as one JSON object.")
    private boolean json;

    @Mixin
    private PluginFolders plugins = new PluginFolders();

    @Override
    public Integer call() throws IOException {
        Optional<OnnxForm> whom = form.onnx(quantize);
        PrintWriter out = spec.commandLine().getOut();
        try (NasRuntime runtime = PluginsCommand.open(plugins.all())) {
            if (form == ExportCommand.Form.PROJECT) {
                String experiment = RunHistory.read(run).header().experiment();
                ExportCommand.project(
                        runtime, experiment, to, folder -> told(runtime.ensemble(run, size, folder), out));
                if (!json) {
                    ExportCommand.next(to, out);
                }
            } else if (whom.isEmpty()) {
                told(runtime.ensemble(run, size, to), out);
            } else {
                Deployed<EnsembleResult> deployed =
                        runtime.ensembleOnnx(run, size, to, new OnnxDeployment(whom.get(), quantize));
                told(deployed.export(), out);
                if (!json) {
                    DeployedText.print(deployed, out);
                }
            }
            out.flush();
            return ExitCode.OK;
        }
    }

    private void told(EnsembleResult result, PrintWriter out) {
        if (json) {
            out.println(ResultJson.write(tree(result)));
        } else {
            print(result, out);
        }
    }

    private static Map<String, Object> tree(EnsembleResult result) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("weights", result.weights());
        tree.put("candidates", result.candidates());
        tree.put("chosen_on", result.chosenOn());
        tree.put("set_apart", result.setApart());
        tree.put("single_test", ResultJson.metrics(Metrics.of(result.single())));
        tree.put("test", ResultJson.metrics(Metrics.of(result.together())));
        tree.put("objective", result.objective().metric());
        result.gain().ifPresent(gain -> tree.put("gain", gain));
        tree.put("parameters", result.cost().parameters());
        tree.put("flops", result.cost().flops());
        result.timesTheCost().ifPresent(times -> tree.put("times_the_cost", times));
        return tree;
    }

    private void print(EnsembleResult result, PrintWriter out) {
        out.println(
                "Of " + RunPrinter.trials(result.candidates()) + " whose networks were kept, these are in " + to + ":");
        result.weights()
                .forEach((trial, weight) -> out.println("  trial " + trial + " counts " + RunPrinter.number(weight)));
        out.println(
                result.setApart()
                        ? "They were chosen by " + result.chosenOn()
                                + " examples that no network was trained, stopped or scored by."
                        : "! They were chosen by the " + result.chosenOn()
                                + " examples for validation, which the trials were scored by, too. Maybe set some apart when you"
                                + " search, with 'ensemble: 0.5' beside the data.");
        out.println("On the test data, together: " + RunPrinter.metrics(Optional.of(Metrics.of(result.together()))));
        out.println(
                result.single().isEmpty()
                        ? "! The network of the best trial isn't there any more, so it is none of them, and nothing is compared with it."
                        : "The best trial alone:       "
                                + RunPrinter.metrics(Optional.of(Metrics.of(result.single()))));
        String metric = result.objective().metric();
        result.gain()
                .ifPresent(gain -> out.println(
                        gain > 0
                                ? "By " + metric + ", it gains " + RunPrinter.number(gain) + " on the test data."
                                : "By " + metric + ", it gains nothing on the test data (" + RunPrinter.number(gain)
                                        + "). Maybe take the best trial alone: nas export " + run + " --to winner."));
        out.println("It has " + result.cost().parameters() + " parameters, and takes "
                + result.cost().flops() + " multiply-accumulates for an example"
                + (result.timesTheCost().isPresent()
                        ? ", "
                                + String.format(
                                        Locale.ROOT,
                                        "%.1f",
                                        result.timesTheCost().getAsDouble()) + " times those of the best trial alone."
                        : "."));
    }
}
