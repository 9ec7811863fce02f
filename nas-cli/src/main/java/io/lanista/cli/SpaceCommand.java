package io.lanista.cli;

import io.lanista.api.layer.LayerCatalogue;
import io.lanista.api.layer.ModelAnalysis;
import io.lanista.api.layer.SpaceCheck;
import io.lanista.api.model.Model;
import io.lanista.api.option.Options;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.space.SpaceProvider;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.RunHistory;
import io.lanista.runtime.plugin.Lease;
import io.lanista.runtime.plugin.PluginProvider;
import io.lanista.runtime.text.ModelDrawing;
import io.lanista.runtime.text.ModelText;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
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

    /** Stands for the number of outputs that only the data would tell. */
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
                table.row(
                        found.name(), found.origin().bundle(), found.instance().description());
            }
            table.print(out);
        }
        out.flush();
        return ExitCode.OK;
    }

    @Command(name = "show", description = "Shows the decisions of a space and its size.")
    int show(
            @Mixin PluginFolders folders,
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Option(names = "--set", paramLabel = "KEY=VALUE", description = OPTION) Map<String, String> options) {
        PrintWriter out = spec.commandLine().getOut();
        try (NasRuntime runtime = PluginsCommand.open(folders.all())) {
            SearchSpace space = open(runtime, name, options);
            RunPrinter.space(out, space);
            out.println("Shapes fit for " + shapes(space, runtime.catalogue()).method() + ".");
        }
        out.flush();
        return ExitCode.OK;
    }

    @Command(name = "sample", description = "Draws architectures evenly: their choices and what they cost.")
    int sample(
            @Mixin PluginFolders folders,
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Option(names = "--set", paramLabel = "KEY=VALUE", description = OPTION) Map<String, String> options,
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
        try (NasRuntime runtime = PluginsCommand.open(folders.all())) {
            LayerCatalogue layers = runtime.catalogue();
            SearchSpace space = open(runtime, name, options);
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            for (int i = 0; i < count; i++) {
                Choices choices = space.sample(random);
                Model model = space.freeze(choices);
                out.println(json ? ModelText.toJson(model) : choices + cost(model, layers));
            }
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
            @Option(names = "--set", paramLabel = "KEY=VALUE", description = OPTION) Map<String, String> options,
            @Option(names = "--json", description = "Print the model as JSON.") boolean json) {
        PrintWriter out = spec.commandLine().getOut();
        try (NasRuntime runtime = PluginsCommand.open(folders.all());
                Lease<SpaceProvider> lease = runtime.lease(SpaceProvider.class, name)) {
            Choices choices = parsed(lease.get(), notation);
            Model model = open(runtime, name, options).freeze(choices);
            out.println(json ? ModelText.toJson(model) : choices + cost(model, runtime.catalogue()));
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
            @Option(names = "--set", paramLabel = "KEY=VALUE", description = OPTION) Map<String, String> options,
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
        SearchSpace space = open(folders, name, options);
        Model model = space.base();
        if (run != null) {
            model = space.freeze(RunHistory.read(run)
                    .best()
                    .orElseThrow(() -> new UserMistake("The run (" + run + ") has no best trial yet."))
                    .choices());
        }
        out.print(format == Format.dot ? ModelDrawing.toDot(model) : ModelDrawing.toMermaid(model));
        out.flush();
        return ExitCode.OK;
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
        SearchSpace withOutputs = SearchSpace.of(space.base().withOutputs(OUTPUTS), space.furtherMutators());
        try {
            return SpaceCheck.of(withOutputs, layers).orThrow();
        } catch (IllegalArgumentException e) {
            throw new UserMistake("The space (" + space.base().name() + ") can't be searched: " + e.getMessage());
        }
    }

    private static String cost(Model model, LayerCatalogue layers) {
        ModelAnalysis analysis = ModelAnalysis.of(model.withOutputs(OUTPUTS), layers);
        return String.format(
                java.util.Locale.ROOT, "  %,d parameters, %,d multiply-adds", analysis.parameters(), analysis.flops());
    }

    static SearchSpace open(PluginFolders folders, String name, @Nullable Map<String, String> options) {
        try (NasRuntime runtime = PluginsCommand.open(folders.all())) {
            return open(runtime, name, options);
        }
    }

    private static SearchSpace open(NasRuntime runtime, String name, @Nullable Map<String, String> options) {
        Path file = Path.of(name);
        if (Files.isRegularFile(file)) {
            return SearchSpace.of(ModelText.read(file, runtime.catalogue()).model());
        }
        try (Lease<SpaceProvider> lease = runtime.lease(SpaceProvider.class, name)) {
            SpaceProvider provider = lease.get();
            Map<String, Object> given = OptionText.parse(options == null ? Map.of() : options);
            return provider.open(Options.parse("space '" + provider.name() + "'", provider.options(), given));
        }
    }
}
