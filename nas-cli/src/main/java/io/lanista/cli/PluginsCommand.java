package io.lanista.cli;

import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.option.Option;
import io.lanista.api.strategy.Strategy;
import io.lanista.api.trial.Evaluator;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.NasRuntimeBuilder;
import io.lanista.runtime.plugin.PluginCheck;
import io.lanista.runtime.plugin.PluginInfo;
import io.lanista.runtime.plugin.PluginKinds;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What plug-ins there are, and whether a jar is one. */
@Command(name = "plugins", description = "Lists plug-ins, or checks one.", synopsisSubcommandLabel = "COMMAND")
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
        try (NasRuntime runtime = open(folders.all())) {
            Table table = new Table("BUNDLE", "VERSION", "PROVIDES", "STATE");
            for (PluginInfo plugin : runtime.plugins()) {
                table.row(
                        Objects.requireNonNullElse(plugin.bundle(), plugin.file()),
                        Objects.requireNonNullElse(plugin.version(), "-"),
                        plugin.provides().stream()
                                .map(provided -> provided.noun() + " " + provided.name())
                                .collect(Collectors.joining(", ")),
                        plugin.state().name().toLowerCase(java.util.Locale.ROOT));
            }
            table.print(out);
            for (PluginInfo plugin : runtime.plugins()) {
                plugin.problems().forEach(problem -> out.println("! " + problem));
            }
            if (verbose) {
                describe(runtime, out);
            }
        }
        out.flush();
        return ExitCode.OK;
    }

    private static void describe(NasRuntime runtime, PrintWriter out) {
        runtime.strategies().forEach(found -> {
            Strategy strategy = found.instance();
            options(out, "strategy " + strategy.name(), strategy.description(), strategy.options());
        });
        runtime.trainers().forEach(found -> {
            OneShotTrainer trainer = found.instance();
            options(out, "trainer " + trainer.name(), trainer.description(), trainer.options());
        });
        runtime.evaluators().forEach(found -> {
            Evaluator evaluator = found.instance();
            options(out, "evaluator " + evaluator.name(), evaluator.description(), evaluator.options());
        });
    }

    private static void options(PrintWriter out, String name, String description, List<Option<?>> options) {
        out.println();
        out.println(name + (description.isEmpty() ? "" : ": " + description));
        for (Option<?> option : options) {
            Object fallback = option.fallback();
            out.println("  " + option.name() + "  " + option.help());
            out.println("      " + option.allowed() + (fallback == null ? "; required" : "; default " + fallback));
        }
    }

    @Command(name = "check", description = "Says of a jar what the host would say of it.")
    int check(@Mixin PluginFolders folders, @Parameters(paramLabel = "JAR", description = "A plug-in.") Path jar) {
        PrintWriter out = spec.commandLine().getOut();
        if (!java.nio.file.Files.isRegularFile(jar)) {
            throw new UserMistake("The file (" + jar + ") doesn't exist. Maybe check its path.");
        }
        PluginCheck check = new PluginCheck(PluginKinds.all());
        folders.jars().forEach(check::with);
        PluginCheck.Report report = check.check(jar);
        report.info()
                .provides()
                .forEach(provided -> out.println("provides " + provided.noun() + " " + provided.name()));
        report.info().problems().forEach(problem -> out.println("! " + problem));
        report.warnings().forEach(warning -> out.println("? " + warning));
        out.println(jar.getFileName() + (report.isClean() ? " is a good plug-in." : " is not usable as it is."));
        out.flush();
        return report.isClean() ? ExitCode.OK : ExitCode.PLUGIN;
    }

    static NasRuntime open(List<Path> folders) {
        NasRuntimeBuilder builder = NasRuntime.builder();
        folders.forEach(builder::plugins);
        return builder.build();
    }
}
