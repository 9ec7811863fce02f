package io.lanista.cli;

import io.lanista.runtime.NasRuntime;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the JSON Schema of experiment or space files. */
@Command(
        name = "schema",
        description =
                "Prints the JSON Schema of experiment or space files, by which editors complete and check them. It knows the"
                        + " plug-ins that are there.")
final class SchemaCommand implements Callable<Integer> {
    /** Which files. */
    enum Kind {
        EXPERIMENT,
        SPACE
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Parameters(paramLabel = "experiment|space", arity = "0..1", description = "Of which files. Default: experiment.")
    private Kind kind = Kind.EXPERIMENT;

    @Mixin
    private PluginFolders plugins = new PluginFolders();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (NasRuntime runtime = PluginsCommand.open(plugins.all())) {
            out.println(kind == Kind.SPACE ? runtime.spaceSchema() : runtime.experimentSchema());
        }
        out.flush();
        return ExitCode.OK;
    }
}
