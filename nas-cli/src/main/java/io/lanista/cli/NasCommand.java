package io.lanista.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The top command; it only holds the others, and of those only what a command line asks for: to describe all of them takes a while. */
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
        })
final class NasCommand implements Runnable {
    /** The commands by their names, in the order of the help. */
    private static final Map<String, Class<?>> COMMANDS = commands();

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Which command? Try 'nas run samples/digits/experiment.yaml', or 'nas run DATA.csv --label COLUMN --time 1m'.");
    }

    /** With all commands. */
    static CommandLine withAll() {
        CommandLine line = new CommandLine(new NasCommand());
        COMMANDS.forEach(line::addSubcommand);
        return line;
    }

    /** With what this command line asks for: one command, or none for the version; all where it isn't clear which, or for the help. */
    static CommandLine with(String... arguments) {
        String first = arguments.length == 0 ? "" : arguments[0];
        if (first.equals("--version") || first.equals("-V")) {
            return new CommandLine(new NasCommand());
        }
        Class<?> command = COMMANDS.get(first);
        return command == null ? withAll() : new CommandLine(new NasCommand()).addSubcommand(first, command);
    }

    private static Map<String, Class<?>> commands() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("init", InitCommand.class);
        commands.put("run", RunCommand.class);
        commands.put("best", BestCommand.class);
        commands.put("show", ShowCommand.class);
        commands.put("ls", ListCommand.class);
        commands.put("report", ReportCommand.class);
        commands.put("plot", PlotCommand.class);
        commands.put("dashboard", DashboardCommand.class);
        commands.put("track", TrackCommand.class);
        commands.put("export", ExportCommand.class);
        commands.put("predict", PredictCommand.class);
        commands.put("evaluate", EvaluateCommand.class);
        commands.put("ensemble", EnsembleCommand.class);
        commands.put("retrain", RetrainCommand.class);
        commands.put("pack", PackCommand.class);
        commands.put("dev", DevCommand.class);
        commands.put("plugins", PluginsCommand.class);
        commands.put("journal", JournalCommand.class);
        commands.put("space", SpaceCommand.class);
        commands.put("layers", LayersCommand.class);
        commands.put("schema", SchemaCommand.class);
        commands.put("benchmark", BenchmarkCommand.class);
        commands.put("measure", MeasureCommand.class);
        return Collections.unmodifiableMap(commands);
    }
}
