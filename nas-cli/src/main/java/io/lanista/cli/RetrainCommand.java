package io.lanista.cli;

import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.Continuation;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.watch.RunHandle;
import io.lanista.runtime.watch.RunResult;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains an architecture that a search found once more. */
@Command(
        name = "retrain",
        description =
                "Trains the architecture of a run's winner, or of another trial, again: afresh or from its weights, longer, on all"
                        + " data, or on new ones. Makes a run of its own, which is exported as any other.",
        sortOptions = false)
final class RetrainCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "The folder of a run.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path run;

    @Option(names = "--trial", paramLabel = "N", description = "Whose architecture. Default: the best trial's.")
    private @Nullable Integer trial;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "How many epochs. Default: as in the run.")
    private @Nullable Integer epochs;

    @Option(
            names = "--all-data",
            description =
                    "Train on all examples, those for validation and test included; where trials trained a network for each fold, as"
                            + " many networks that differ in their seeds. The scores are of examples that they were trained on then,"
                            + " and the weights of the last epoch are kept.")
    private boolean allData;

    @Option(
            names = "--from-weights",
            description =
                    "Start from the weights that the trial kept instead of random ones. What goes in is prepared and scaled as it was"
                            + " then, new data too. Default: afresh.")
    private boolean fromWeights;

    @Option(names = "--data", paramLabel = "PATH", description = "Other data to train on. Default: those of the run.")
    private @Nullable Path data;

    @Option(names = "--out", paramLabel = "FOLDER", description = "Where the run folder is made (default: runs).")
    private Path out = Path.of("runs");

    @Option(names = "--json", description = "Print the result as one JSON object in the last line.")
    private boolean json;

    @Mixin
    private PluginFolders plugins = new PluginFolders();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter printer = spec.commandLine().getOut();
        try (NasRuntime runtime = PluginsCommand.open(plugins.all())) {
            ExperimentBuilder builder =
                    runtime.retraining(run, trial == null ? OptionalInt.empty() : OptionalInt.of(trial), fromWeights);
            if (data != null) {
                DataOverride.apply(builder, data, RunCommand.sources(runtime));
            }
            changeTraining(builder);
            Experiment experiment =
                    builder.runsFolder(out).continuation(Continuation.NEW).build();
            RunPrinter plain = new RunPrinter(printer, runtime::notation, RunPrinter.Detail.VERBOSE);
            try (RunHandle handle = runtime.start(experiment, plain);
                    Interruption interruption = Interruption.cancelling(handle)) {
                RunResult result = handle.await();
                if (json) {
                    printer.println(ResultJson.of(
                            result,
                            List.of(),
                            experiment.objectives(),
                            choices -> runtime.notation(experiment.space().base(), choices),
                            Optional.empty()));
                }
                printer.flush();
                return result.best().isPresent() ? ExitCode.OK : ExitCode.FAILED;
            }
        }
    }

    private void changeTraining(ExperimentBuilder builder) {
        Experiment experiment = builder.build();
        Map<String, Object> options = new LinkedHashMap<>(experiment.evaluator().options());
        if (epochs != null) {
            options.put("epochs", epochs);
        }
        if (allData) {
            Map<String, Object> table = new LinkedHashMap<>();
            if (options.get("data") instanceof Map<?, ?> given) {
                given.forEach((name, value) -> table.put(String.valueOf(name), value));
            }
            Object folds =
                    table.remove("validation") instanceof Map<?, ?> cut ? cut.get("folds") : options.get("folds");
            options.remove("folds");
            if (folds != null) {
                options.putIfAbsent("repeats", folds); // As many networks as before answer together.
            }
            table.put("all_data", true);
            options.put("data", table);
            options.put("keep", "last");
            options.put("patience", 0);
        }
        builder.evaluator(experiment.evaluator().name(), options);
    }
}
