package io.lanista.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The top command; it only holds the others. */
@Command(
        name = "nas",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT,
        description = "Neural architecture search for the JVM.",
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all is well",
            "1:the search failed",
            "2:an option, a file or a name is wrong",
            "3:a plug-in is wrong",
            "130:interrupted; what was finished is kept"
        },
        subcommands = {
            RunCommand.class,
            BestCommand.class,
            ShowCommand.class,
            ExportCommand.class,
            PluginsCommand.class,
            JournalCommand.class,
            SpaceCommand.class,
            BenchmarkCommand.class
        })
final class NasCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Which command? Try 'nas run samples/digits/experiment.yaml'.");
    }
}
