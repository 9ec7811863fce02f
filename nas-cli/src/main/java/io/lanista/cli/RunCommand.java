package io.lanista.cli;

import io.lanista.api.failure.LanistaException;
import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.DataDescription;
import io.lanista.api.trial.Objective;
import io.lanista.djl.data.DataSources;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.artifact.JarIdentity;
import io.lanista.runtime.artifact.PluginLock;
import io.lanista.runtime.baseline.Baseline;
import io.lanista.runtime.draft.DraftRequest;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.Continuation;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentBuilder;
import io.lanista.runtime.plugin.KnownSources;
import io.lanista.runtime.runs.PackedRun;
import io.lanista.runtime.runs.RunHistory;
import io.lanista.runtime.watch.BestTrial;
import io.lanista.runtime.watch.EndReason;
import io.lanista.runtime.watch.RunHandle;
import io.lanista.runtime.watch.RunResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
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

    @Parameters(
            paramLabel = "FILE",
            description =
                    "The experiment file (.yaml); data, for which an experiment is proposed first, as 'nas init' does; or a run that"
                            + " 'nas pack' made a zip of.")
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
            converter = ParallelConverter.class,
            description = "How many trials run at once; auto: as many as this machine has cores and memory for.")
    private @Nullable OptionalInt parallel;

    @Option(
            names = "--executor",
            paramLabel = "NAME",
            description = "Where trials run: inline, forked, or the name of a plug-in such as spark.")
    private @Nullable String executor;

    @Option(names = "--seed", paramLabel = "N", description = "What all randomness comes from.")
    private @Nullable Long seed;

    @Option(
            names = "--label",
            paramLabel = "NAME",
            description =
                    "With data: the column to predict; of several, with commas between them. Default: the last one.")
    private @Nullable String label;

    @Option(
            names = "--test",
            paramLabel = "DATA",
            description = "With data: a second table, with the rows for the test.")
    private @Nullable Path test;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "With data: " + InitCommand.SET)
    private List<String> options = List.of();

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

    @Option(
            names = "--no-baselines",
            description = "Don't fit simple models on the same data, to compare the winner with, at the end.")
    private boolean withoutBaselines;

    @Option(
            names = "--locked",
            description = "Refuse plug-ins that are not those of plugins.lock beside the file, byte for byte.")
    private boolean locked;

    @Option(names = "--json", description = "Print the result as one JSON object in the last line.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print the result only.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Print a line for each step of each trial, too.")
    private boolean verbose;

    @Option(
            names = "--dashboard",
            description = "Serve a live page of the run while it goes on, and print its address.")
    private boolean dashboard;

    @Mixin
    private PluginFolders plugins = new PluginFolders();

    @Override
    public Integer call() throws InterruptedException, IOException {
        refuseDataOptions();
        PrintWriter printer = spec.commandLine().getOut();
        if (!quiet) {
            printer.println("Starting " + file + ".");
            printer.flush();
        }
        if (file.toString().endsWith(".zip")) {
            unpack();
        }
        try (EngineAhead engine = EngineAhead.start(file);
                NasRuntime runtime = PluginsCommand.open(plugins.beside(file))) {
            Optional<PluginLock> lock = locked ? Optional.of(lock(runtime)) : Optional.empty();
            Path described = DataRun.isExperiment(file) ? file : proposed(runtime, printer);
            ExperimentBuilder builder = overridden(runtime.experiment(described), runtime);
            lock.ifPresent(builder::lock);
            Experiment experiment = builder.build();
            Optional<Terminal> terminal = quiet ? Optional.empty() : Terminal.ofOutput(System.getenv());
            RunPrinter plain = plain(printer, runtime);
            try (Pages pages = dashboard ? Pages.of(out, runtime) : Pages.NONE;
                    RunScreen screen = terminal.map(
                                    shown -> RunScreen.open(shown, System.out, runtime::notation, verbose))
                            .orElse(null);
                    RunHandle run = runtime.start(experiment, screen == null ? plain : screen);
                    Interruption interruption = Interruption.cancelling(run)) {
                pages.tell(run.folder(), screen == null ? printer : screen.above());
                RunResult result = run.await();
                List<Baseline> baselines = baselines(result, runtime);
                print(
                        result,
                        baselines,
                        experiment.objectives(),
                        choices -> runtime.notation(experiment.space().base(), choices),
                        screen == null ? plain.data() : screen.data(),
                        printer);
                if (quiet && !json && result.best().isPresent()) {
                    RunPrinter.warnOfKnown(printer, experiment.evaluator().options());
                    printer.flush();
                }
                if (!json && !baselines.isEmpty()) {
                    BaselineText.print(
                            printer,
                            baselines,
                            result.best().orElseThrow(),
                            experiment.objectives().get(0));
                }
                return code(result);
            }
        }
    }

    private Path proposed(NasRuntime runtime, PrintWriter printer) throws IOException {
        if (data != null) {
            throw new UserMistake("The option (--data) is for experiment files, and (" + file
                    + ") are data already. Maybe leave it out.");
        }
        DraftRequest request = new DraftRequest(
                file,
                Optional.ofNullable(label),
                Optional.ofNullable(test),
                Optional.ofNullable(time),
                OptionText.nested(OptionText.pairs(options)));
        return DataRun.file(request, options, out, runtime, quiet ? new PrintWriter(Writer.nullWriter()) : printer);
    }

    private void refuseDataOptions() {
        if (DataRun.isExperiment(file) && (label != null || test != null || !options.isEmpty())) {
            throw new UserMistake("The options (--label), (--test) and (--set) are for data, and (" + file
                    + ") is an experiment file. Maybe change it there, under evaluator and data.");
        }
    }

    /** A packed run is searched in the folder that it is unpacked to, with the plug-ins of its lock. */
    private void unpack() {
        if (!Files.isRegularFile(file)) {
            throw new UserMistake("The file (" + file + ") doesn't exist. Maybe check its path.");
        }
        PackedRun unpacked = PackedRun.unpack(file, out);
        file = unpacked.experiment();
        out = unpacked.runs();
        locked = InstallCommand.beside(file).isPresent();
    }

    private RunPrinter plain(PrintWriter printer, NasRuntime runtime) {
        return new RunPrinter(
                quiet ? new PrintWriter(Writer.nullWriter()) : printer,
                runtime::notation,
                verbose ? RunPrinter.Detail.VERBOSE : RunPrinter.Detail.PLAIN);
    }

    /** Simple models, where a winner was tested and nobody waits for the end. */
    private List<Baseline> baselines(RunResult result, NasRuntime runtime) {
        boolean wanted = !withoutBaselines
                && code(result) == ExitCode.OK
                && result.best().flatMap(BestTrial::test).isPresent();
        try {
            return wanted ? runtime.baselines(result.folder()) : List.of();
        } catch (LanistaException e) { // The search went well, and its result is told in any case.
            spec.commandLine().getErr().println("nas: Simple models can't be compared with. " + e.getMessage());
            spec.commandLine().getErr().flush();
            return List.of();
        }
    }

    private void print(
            RunResult result,
            List<Baseline> baselines,
            List<Objective> objectives,
            Function<Choices, Optional<String>> notation,
            Optional<DataDescription> data,
            PrintWriter printer) {
        if (json) {
            printer.println(ResultJson.of(result, baselines, objectives, notation, data));
        } else if (quiet) {
            quietly(result, objectives, notation, printer);
        }
        printer.flush();
        if (quiet && code(result) == ExitCode.FAILED) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(
                    "nas: the search failed. " + CommandWords.in(result.reason().message() + firstFailure(result)));
            err.flush();
        }
    }

    /** Why the first trial failed, if one did: nothing else has told it. */
    private static String firstFailure(RunResult result) {
        return RunHistory.read(result.folder()).trials().stream()
                .filter(trial -> trial.outcome() instanceof Outcome.Failed)
                .map(trial -> " Trial " + trial.trial() + " failed: " + ((Outcome.Failed) trial.outcome()).reason())
                .findFirst()
                .orElse("");
    }

    private static void quietly(
            RunResult result,
            List<Objective> objectives,
            Function<Choices, Optional<String>> notation,
            PrintWriter printer) {
        if (result.best().isEmpty()) {
            result.export().ifPresent(export -> SupernetText.export(printer, export, notation.apply(export.choices())));
            return;
        }
        BestTrial best = result.best().get();
        if (objectives.size() > 1) {
            ScoreText.front(printer, result.front(), best, objectives);
        }
        RunPrinter.best(printer, best, objectives, notation.apply(best.choices()));
        result.export().ifPresent(export -> SupernetText.compared(printer, export, objectives.get(0)));
    }

    private ExperimentBuilder overridden(ExperimentBuilder builder, NasRuntime runtime) {
        Budget budget = builder.build().budget();
        if (trials != null) {
            budget = budget.withTrials(trials);
        }
        if (time != null) {
            budget = budget.withTime(time);
        }
        builder.budget(budget).runsFolder(out);
        if (parallel != null) {
            parallel.ifPresentOrElse(builder::parallelism, builder::parallelismOfMachine);
        }
        if (executor != null && !Optional.of(executor).equals(builder.build().executor())) {
            builder.executor(executor, Map.of());
        }
        if (seed != null) {
            builder.seed(seed);
        }
        if (data != null) {
            replaceData(builder, data, runtime);
        }
        return builder.continuation(continuation());
    }

    /** The lock beside the file; what it names must be there, or the experiment couldn't even be read. */
    private PluginLock lock(NasRuntime runtime) {
        Path place = InstallCommand.beside(file)
                .orElseThrow(() -> new UserMistake("There is no " + PluginLock.FILE + " beside " + file
                        + ". Maybe make it: nas plugins lock " + file + "."));
        PluginLock lock = PluginLock.read(place);
        List<String> missing = lock.jars().stream()
                .filter(jar -> InstallCommand.there(runtime).stream()
                        .noneMatch(other -> other.origin().equals(jar.origin())))
                .map(JarIdentity::origin)
                .toList();
        if (!missing.isEmpty()) {
            throw new UserMistake("Plug-ins of the lock (" + place + ") aren't there: " + String.join(", ", missing)
                    + ". To get them: nas plugins install --locked " + place);
        }
        return lock;
    }

    private void replaceData(ExperimentBuilder builder, Path path, NasRuntime runtime) {
        List<String> dropped = DataOverride.apply(builder, path, sources(runtime));
        if (!dropped.isEmpty() && !quiet) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("Note: these data options of the file don't apply to (" + path + "): "
                    + String.join(", ", dropped) + ".");
            err.flush();
        }
    }

    static DataSources sources(NasRuntime runtime) {
        return KnownSources.guarded(runtime.sources());
    }

    private Continuation continuation() {
        if (Stream.of(fresh, fork, extend).filter(Boolean::booleanValue).count() > 1) {
            throw new UserMistake(
                    "Of the options (--new), (--fork) and (--extend) only one can say how to begin. Maybe leave out the"
                            + " others.");
        }
        if (fork) {
            return Continuation.FORK;
        }
        if (extend) {
            return Continuation.EXTEND;
        }
        return fresh ? Continuation.NEW : Continuation.AUTO;
    }

    private static int code(RunResult result) {
        if (result.reason().kind() == EndReason.Kind.CANCELLED) {
            return ExitCode.INTERRUPTED;
        }
        return result.best().isPresent() && result.reason().isRegular() ? ExitCode.OK : ExitCode.FAILED;
    }
}
