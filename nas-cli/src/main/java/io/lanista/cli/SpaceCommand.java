package io.lanista.cli;

import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Model;
import io.lanista.api.option.Options;
import io.lanista.api.space.Choices;
import io.lanista.api.space.InfeasibleException;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.space.SpaceProvider;
import io.lanista.base.random.Seeds;
import io.lanista.layer.LayerCatalogue;
import io.lanista.layer.ModelAnalysis;
import io.lanista.layer.SpaceCheck;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.plugin.Lease;
import io.lanista.runtime.plugin.PluginException;
import io.lanista.runtime.plugin.PluginProvider;
import io.lanista.runtime.runs.RunHistory;
import io.lanista.runtime.runs.RunSetup;
import io.lanista.runtime.text.ModelDrawing;
import io.lanista.runtime.text.ModelSummary;
import io.lanista.runtime.text.ModelText;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at spaces: those that are found by name, and files. */
@Command(
        name = "space",
        description = "Lists spaces; shows, samples or draws one.",
        synopsisSubcommandLabel = "COMMAND")
final class SpaceCommand {
    private static final String NAME = "The name of a space, or a file that describes one.";
    private static final String OPTION = "An option of a named space, such as channels=16.";

    /** Stands for the number of outputs that the data decide. */
    private static final int OUTPUTS = 10;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Command(name = "list", description = "Shows the spaces that are found by name.")
    int list(@Mixin PluginFolders folders) {
        PrintWriter out = spec.commandLine().getOut();
        try (NasRuntime runtime = PluginsCommand.open(folders.all())) {
            Table table = new Table("SPACE", "FROM", "DESCRIPTION");
            for (PluginProvider<SpaceProvider> found : runtime.spaces()) {
                table.row(found.name(), found.origin().bundle(), described(found));
            }
            table.print(out);
        }
        out.flush();
        return ExitCode.OK;
    }

    private static String described(PluginProvider<SpaceProvider> found) {
        try {
            return found.description();
        } catch (PluginException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Command(name = "show", description = "Shows the decisions of a space and its size.")
    int show(
            @Mixin PluginFolders folders,
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Option(names = "--set", paramLabel = "KEY=VALUE", description = OPTION) List<String> options) {
        PrintWriter out = spec.commandLine().getOut();
        try (NasRuntime runtime = runtime(folders, name)) {
            SearchSpace space = open(runtime, name, options);
            out.print(ModelSummary.of(space));
            SearchSpace withOutputs = space.withBase(space.base().withOutputs(OUTPUTS));
            ModelSummary.equalArchitectures(withOutputs, runtime.catalogue()).ifPresent(out::println);
            out.println(
                    "Shapes fit for " + shapes(withOutputs, runtime.catalogue()).coverage() + ".");
        }
        out.flush();
        return ExitCode.OK;
    }

    @Command(name = "sample", description = "Draws architectures at random: their choices and what they cost.")
    int sample(
            @Mixin PluginFolders folders,
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Option(names = "--set", paramLabel = "KEY=VALUE", description = OPTION) List<String> options,
            @Option(
                            names = "-n",
                            paramLabel = "N",
                            converter = CountConverter.class,
                            defaultValue = "1",
                            description = "How many.")
                    int count,
            @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Of the draw.") long seed,
            @Option(names = "--json", description = "Print each model as JSON.") boolean json) {
        PrintWriter out = spec.commandLine().getOut();
        try (NasRuntime runtime = runtime(folders, name)) {
            LayerCatalogue layers = runtime.catalogue();
            SearchSpace space = open(runtime, name, options);
            RandomGenerator random = Seeds.generator(seed);
            for (int i = 0; i < count; i++) {
                Choices choices = space.sample(random);
                Model model = space.freeze(choices);
                out.println(json ? ModelText.toJson(model) : choices + cost(model, layers));
            }
        } catch (InfeasibleException | InvalidArchitectureException e) {
            throw new UserMistake("The space (" + name + ") can't be drawn from: " + e.getMessage());
        }
        out.flush();
        return ExitCode.OK;
    }

    @Command(
            name = "read",
            description =
                    "Reads an architecture as the field writes it, such as a genotype: its choices and what it costs.")
    int read(
            @Mixin PluginFolders folders,
            @Parameters(paramLabel = "NAME", description = "The name of a space.") String name,
            @Parameters(paramLabel = "NOTATION", description = "The architecture, as 'nas best' printed it.")
                    String notation,
            @Option(names = "--set", paramLabel = "KEY=VALUE", description = OPTION) List<String> options,
            @Option(names = "--json", description = "Print the model as JSON.") boolean json) {
        PrintWriter out = spec.commandLine().getOut();
        try (NasRuntime runtime = PluginsCommand.open(folders.all());
                Lease<SpaceProvider> lease = runtime.lease(SpaceProvider.class, name)) {
            Choices choices = parsed(lease.get(), notation);
            Model model = open(runtime, name, options).freeze(choices);
            out.println(json ? ModelText.toJson(model) : choices + cost(model, runtime.catalogue()));
        } catch (InfeasibleException | InvalidArchitectureException e) {
            throw new UserMistake(
                    "The architecture (" + notation + ") is none of the space (" + name + "): " + e.getMessage());
        }
        out.flush();
        return ExitCode.OK;
    }

    private static Choices parsed(SpaceProvider provider, String notation) {
        try {
            return provider.parse(notation);
        } catch (IllegalArgumentException e) {
            throw new UserMistake(String.valueOf(e.getMessage()));
        }
    }

    @Command(
            name = "draw",
            description =
                    "Draws a space with its choices, or with --choices an architecture of it, as text for Graphviz or"
                            + " Mermaid.")
    int draw(
            @Mixin PluginFolders folders,
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Option(names = "--set", paramLabel = "KEY=VALUE", description = OPTION) List<String> options,
            @Option(
                            names = "--format",
                            paramLabel = "FORMAT",
                            defaultValue = "mermaid",
                            description = "One of ${COMPLETION-CANDIDATES}.")
                    Format format,
            @Option(
                            names = "--choices",
                            paramLabel = "RUN",
                            description = "A run of this space, whose best architecture is drawn.")
                    @Nullable Path run) {
        PrintWriter out = spec.commandLine().getOut();
        Model space = open(folders, name, options).base();
        Model model = run == null ? space : bestOf(run, space);
        out.print(format == Format.dot ? ModelDrawing.toDot(model) : ModelDrawing.toMermaid(model));
        out.flush();
        return ExitCode.OK;
    }

    /** The best architecture of a run, built from the run's own space, which was fitted to its data. */
    private static Model bestOf(Path run, Model named) {
        Choices choices = RunHistory.read(run)
                .best()
                .orElseThrow(() -> new UserMistake("The run (" + run + ") has no best trial yet."))
                .choices();
        Model searched = RunSetup.read(run).space();
        if (!searched.name().equals(named.name())) {
            throw new UserMistake("The run (" + run + ") searched the space (" + searched.name() + "), and not ("
                    + named.name() + "). Maybe name that one.");
        }
        try {
            return SearchSpace.of(searched).freeze(choices);
        } catch (InfeasibleException | InvalidArchitectureException e) {
            throw new UserMistake("The best architecture of the run (" + run + ") can't be built from its space: "
                    + e.getMessage() + " Maybe a program searched it with mutators of its own.");
        }
    }

    /** What drawings are written for. */
    enum Format {
        /** Graphviz. */
        dot,
        /** Mermaid. */
        mermaid
    }

    /** What an experiment would refuse is refused here, too. */
    private static SpaceCheck shapes(SearchSpace space, LayerCatalogue layers) {
        try {
            return SpaceCheck.of(space, layers).orThrow();
        } catch (IllegalArgumentException e) {
            throw new UserMistake("The space (" + space.base().name() + ") can't be searched: " + e.getMessage());
        }
    }

    private static String cost(Model model, LayerCatalogue layers) {
        try {
            ModelAnalysis analysis = ModelAnalysis.of(model.withOutputs(OUTPUTS), layers);
            return String.format(
                    Locale.ROOT, "  %,d parameters, %,d multiply-adds", analysis.parameters(), analysis.flops());
        } catch (InvalidArchitectureException | IllegalArgumentException e) {
            throw new UserMistake("The architecture can't be built: " + e.getMessage());
        }
    }

    /** With what a space needs: layer types of plug-ins, and the space itself, if the host doesn't bring it. */
    private static NasRuntime runtime(PluginFolders folders, String name) {
        boolean isFile = Files.isRegularFile(Path.of(name));
        return folders.reading((ours, others) -> PluginFolders.provide(others, "layer type")
                || !isFile
                        && (PluginFolders.provide(others, "space", name)
                                || !PluginFolders.provide(ours, "space", name)));
    }

    static SearchSpace open(PluginFolders folders, String name, @Nullable List<String> options) {
        try (NasRuntime runtime = runtime(folders, name)) {
            return open(runtime, name, options);
        }
    }

    static SearchSpace open(NasRuntime runtime, String name, @Nullable List<String> options) {
        Path file = Path.of(name);
        if (Files.isRegularFile(file)) {
            return SearchSpace.of(ModelText.read(file, runtime.catalogue()).model());
        }
        try (Lease<SpaceProvider> lease = runtime.lease(SpaceProvider.class, name)) {
            SpaceProvider provider = lease.get();
            Map<String, Object> given = OptionText.parse(OptionText.pairs(options));
            return provider.open(Options.parse("space '" + provider.name() + "'", provider.options(), given));
        } catch (IllegalArgumentException e) {
            throw new UserMistake("The space (" + name + ") can't be opened with these options: " + e.getMessage());
        }
    }
}
