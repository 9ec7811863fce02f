package io.lanista.cli;

import io.lanista.api.space.Choices;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.BestTrial;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.Continuation;
import io.lanista.runtime.experiment.Ending;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.experiment.RunHandle;
import io.lanista.runtime.experiment.RunResult;
import io.lanista.runtime.text.ExperimentFile;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs an experiment file, or goes on with its last run. */
@Command(
        name = "run",
        description = {
            "Runs an experiment. If its last run was interrupted, that one goes on where it was.",
            "Options override what the file says."
        },
        sortOptions = false)
final class RunCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The experiment file (YAML).")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path file;

    @Option(
            names = "--trials",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "How many trials to run.")
    private @Nullable Integer trials;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "How long to search: 90s, 10m, 2h.")
    private @Nullable Duration time;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "How many trials run at once.")
    private @Nullable Integer parallel;

    @Option(names = "--seed", paramLabel = "N", description = "What all randomness comes from.")
    private @Nullable Long seed;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "The data to use: a CSV file, a folder of images, or files in MNIST's or CIFAR-10's format.")
    private @Nullable Path data;

    @Option(names = "--out", paramLabel = "FOLDER", description = "Where run folders are made (default: runs).")
    private Path out = Path.of("runs");

    @Option(names = "--new", description = "Begin a new run, even if the last one was interrupted.")
    private boolean fresh;

    @Option(names = "--fork", description = "Begin a new run that is told the finished trials of the last one.")
    private boolean fork;

    @Option(names = "--extend", description = "As --fork, where the space only grew.")
    private boolean extend;

    @Option(names = "--json", description = "Print the result as one JSON object in the last line.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print the result only.")
    private boolean quiet;

    @Mixin
    private PluginFolders plugins = new PluginFolders();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter printer = spec.commandLine().getOut();
        try (NasRuntime runtime = PluginsCommand.open(plugins.all())) {
            ExperimentFile described = ExperimentFile.read(file, runtime.catalogue());
            Experiment experiment = overridden(runtime.experiment(described)).build();
            RunPrinter shown = new RunPrinter(
                    quiet ? new PrintWriter(Writer.nullWriter()) : printer,
                    experiment.budget().time().orElse(Duration.ZERO),
                    runtime::notation);
            try (RunHandle run = runtime.start(experiment, shown);
                    Interruption interruption = Interruption.cancelling(run)) {
                RunResult result = run.await();
                print(
                        result,
                        experiment.objective(),
                        choices -> runtime.notation(experiment.space().base(), choices),
                        printer);
                return code(result);
            }
        }
    }

    private void print(
            RunResult result, Objective objective, Function<Choices, Optional<String>> notation, PrintWriter printer) {
        if (json) {
            printer.println(ResultJson.of(result, objective, notation));
        } else if (quiet) {
            quietly(result, objective, notation, printer);
        }
        printer.flush();
    }

    private static void quietly(
            RunResult result, Objective objective, Function<Choices, Optional<String>> notation, PrintWriter printer) {
        if (result.best().isEmpty()) {
            result.export().ifPresent(export -> SupernetText.export(printer, export, notation.apply(export.choices())));
            return;
        }
        BestTrial best = result.best().get();
        RunPrinter.best(printer, best, notation.apply(best.choices()));
        result.export().ifPresent(export -> SupernetText.gap(printer, export, best, objective));
    }

    private ExperimentBuilder overridden(ExperimentBuilder builder) {
        Budget budget = builder.build().budget();
        if (trials != null) {
            budget = budget.withTrials(trials);
        }
        if (time != null) {
            budget = budget.withTime(time);
        }
        builder.budget(budget).runsFolder(out);
        if (parallel != null) {
            builder.parallelism(parallel);
        }
        if (seed != null) {
            builder.seed(seed);
        }
        if (data != null) {
            DataOverride.apply(builder, data);
        }
        return builder.continuation(continuation());
    }

    private Continuation continuation() {
        if (fork) {
            return Continuation.FORK;
        }
        if (extend) {
            return Continuation.EXTEND;
        }
        return fresh ? Continuation.NEW : Continuation.AUTO;
    }

    private static int code(RunResult result) {
        if (result.ending().kind() == Ending.Kind.CANCELLED) {
            return ExitCode.INTERRUPTED;
        }
        return result.best().isPresent() && result.ending().isRegular() ? ExitCode.OK : ExitCode.FAILED;
    }
}
