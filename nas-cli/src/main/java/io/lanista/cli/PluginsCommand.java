package io.lanista.cli;

import io.lanista.api.option.Option;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.NasRuntimeBuilder;
import io.lanista.runtime.foreign.ForeignText;
import io.lanista.runtime.plugin.PluginCheck;
import io.lanista.runtime.plugin.PluginException;
import io.lanista.runtime.plugin.PluginInfo;
import io.lanista.runtime.plugin.PluginKinds;
import io.lanista.runtime.plugin.PluginProvider;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What plug-ins there are, and whether a jar is one. */
@Command(
        name = "plugins",
        description = "Lists, checks, makes, installs and publishes plug-ins.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            NewPluginCommand.class,
            InstallCommand.class,
            RemovePluginCommand.class,
            OutdatedCommand.class,
            UpdateCommand.class,
            SearchPluginsCommand.class,
            ShowPluginCommand.class,
            LockCommand.class,
            PublishCommand.class,
            IndexCommand.class
        })
final class PluginsCommand {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Command(name = "list", description = "Shows each plug-in: bundle, version, what it provides, state.")
    int list(
            @Mixin PluginFolders folders,
            @picocli.CommandLine.Option(
                            names = {"-v", "--verbose"},
                            description = "With descriptions and options of what they provide.")
                    boolean verbose) {
        PrintWriter out = spec.commandLine().getOut();
        List<PluginInfo> plugins = folders.infos();
        Table table = new Table("BUNDLE", "VERSION", "PROVIDES", "STATE");
        for (PluginInfo plugin : plugins) {
            table.row(
                    Objects.requireNonNullElse(plugin.bundle(), plugin.file()),
                    Objects.requireNonNullElse(plugin.version(), "-"),
                    plugin.provides().stream()
                            .map(provided -> provided.noun() + " " + provided.name())
                            .collect(Collectors.joining(", ")),
                    plugin.state().name().toLowerCase(java.util.Locale.ROOT));
        }
        table.print(out);
        for (PluginInfo plugin : plugins) {
            plugin.problems().forEach(problem -> out.println("! " + problem));
        }
        if (verbose) {
            try (NasRuntime runtime = open(folders.all())) {
                describe(runtime, out);
            }
        }
        out.flush();
        return ExitCode.OK;
    }

    private static void describe(NasRuntime runtime, PrintWriter out) {
        for (PluginProvider<?> provider : runtime.providers()) {
            String name = provider.spi().noun() + " " + provider.name();
            try {
                options(out, name, provider.description(), provider.options());
            } catch (PluginException e) {
                out.println();
                out.println("! " + ForeignText.line(String.valueOf(e.getMessage())));
            }
        }
    }

    private static void options(PrintWriter out, String name, String description, List<Option<?>> options) {
        out.println();
        out.println(name + (description.isEmpty() ? "" : ": " + description));
        for (Option<?> option : options) {
            Object defaultValue = option.defaultValue();
            out.println("  " + option.name() + "  " + option.help());
            out.println(
                    "      " + option.allowed() + (defaultValue == null ? "; required" : "; default " + defaultValue));
        }
    }

    @Command(
            name = "check",
            description =
                    "Says of a jar what the host would say of it. Loads it for that, which runs its static initialisers"
                            + " and constructors; calls that end the JVM are looked for before.")
    int check(
            @Mixin PluginFolders folders,
            @picocli.CommandLine.Option(
                            names = "--contract",
                            description = "Run its tests on the packed jar, too, in a process of its own.")
                    boolean contract,
            @picocli.CommandLine.Option(
                            names = "--tests",
                            paramLabel = "FOLDER",
                            description = "The classes of its tests; where Maven and Gradle put them unless given.")
                    @Nullable Path tests,
            @Parameters(paramLabel = "JAR", description = "A plug-in.") Path jar)
            throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (!java.nio.file.Files.isRegularFile(jar)) {
            throw new UserMistake("The file (" + jar + ") doesn't exist. Maybe check its path.");
        }
        Optional<ContractRun> run =
                contract ? Optional.of(ContractRun.of(jar, Optional.ofNullable(tests))) : Optional.empty();
        PluginCheck check = new PluginCheck(PluginKinds.all());
        folders.jars().forEach(check::with);
        List<String> exits = check.exits(jar);
        exits.forEach(exit -> out.println("? " + exit));
        out.println("Loading " + jar.getFileName()
                + " runs its static initialisers and constructors, with all your rights.");
        out.flush();
        PluginCheck.Report report = loaded(check, jar, out);
        report.info()
                .provides()
                .forEach(provided -> out.println("provides " + provided.noun() + " " + provided.name()));
        report.info().problems().forEach(problem -> out.println("! " + problem));
        report.warnings().stream()
                .filter(warning -> !exits.contains(warning))
                .forEach(warning -> out.println("? " + warning));
        out.println(jar.getFileName() + (report.isClean() ? " is a good plug-in." : " is not usable as it is."));
        out.flush();
        if (!report.isClean()) {
            return ExitCode.PLUGIN;
        }
        return run.isPresent() ? run.get().run(out) : ExitCode.OK;
    }

    /** A plug-in may end the JVM while it loads: that is said, and doesn't look as if all were well. */
    private static PluginCheck.Report loaded(PluginCheck check, Path jar, PrintWriter out) {
        Thread ending = new Thread(() -> {
            out.println("! The JVM was ended while " + jar.getFileName()
                    + " was loading, by its code or from outside. It is not usable as it is.");
            out.flush();
            Runtime.getRuntime().halt(ExitCode.PLUGIN);
        });
        ForeignEnd.leaveToAnother();
        Runtime.getRuntime().addShutdownHook(ending);
        PluginCheck.Report report = check.check(jar);
        Runtime.getRuntime().removeShutdownHook(ending);
        ForeignEnd.takeBack();
        return report;
    }

    static NasRuntime open(List<Path> folders) {
        NasRuntimeBuilder builder = NasRuntime.builder();
        folders.forEach(builder::plugins);
        return builder.build();
    }
}
