package io.lanista.cli;

import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.draft.DraftRequest;
import io.lanista.runtime.draft.ExperimentDraft;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Proposes an experiment for data. */
@Command(
        name = "init",
        description = {
            "Looks at data, and writes a folder with an experiment that suits them: what is predicted, by which metric, over which"
                    + " space, how long. Every choice stands there with its reason."
        },
        sortOptions = false)
final class InitCommand implements Callable<Integer> {
    static final String SCHEMA = "experiment.schema.json";
    static final String EXPERIMENT = "experiment.yaml";
    static final String SET =
            "An option of the data, such as missing=oops, missing=[oops, -999], separator=; or columns.age=category."
                    + " May be given several times, once for each key.";

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Parameters(
            paramLabel = "DATA",
            description =
                    "A table (.csv, .parquet), a folder of class folders, or files in MNIST's or CIFAR-10's format.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path data;

    @Option(
            names = "--label",
            paramLabel = "NAME",
            description = "The column to predict; of several, with commas between them. Default: the last one.")
    private @Nullable String label;

    @Option(
            names = "--test",
            paramLabel = "DATA",
            description = "A second table, with the rows for the test. Default: a fifth of the data.")
    private @Nullable Path test;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description =
                    "How long to search: 90s, 10m, 2h. Default: about 20 trials, by the time that one epoch takes.")
    private @Nullable Duration time;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = SET)
    private List<String> options = List.of();

    @Option(names = "--to", paramLabel = "FOLDER", description = "The folder to write. Default: named after the data.")
    private @Nullable Path to;

    @Mixin
    private PluginFolders plugins = new PluginFolders();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (NasRuntime runtime = PluginsCommand.open(plugins.all())) {
            DraftRequest request = new DraftRequest(
                    data,
                    Optional.ofNullable(label),
                    Optional.ofNullable(test),
                    Optional.ofNullable(time),
                    OptionText.nested(OptionText.pairs(options)));
            ExperimentDraft draft = runtime.draft(request);
            Path folder = to == null ? Path.of(draft.name()) : to;
            Path file = folder.resolve(EXPERIMENT);
            if (Files.exists(file)) {
                throw new UserMistake(
                        "The file (" + file + ") exists already. Maybe name another folder: --to FOLDER.");
            }
            Files.createDirectories(folder);
            WholeFile.write(folder.resolve(SCHEMA), runtime.experimentSchema());
            WholeFile.write(file, DataRun.named(draft, DataRun.madeBy("init", request, options)));
            draft.reasons().forEach(out::println);
            out.println();
            out.println("The experiment is in " + file + ". To run it: nas run " + file);
            out.flush();
            return ExitCode.OK;
        }
    }
}
