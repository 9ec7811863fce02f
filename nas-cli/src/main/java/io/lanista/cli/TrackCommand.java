package io.lanista.cli;

import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.PluginChoice;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings a run to trackers. */
@Command(
        name = "track",
        description = {
            "Brings a run that has ended to a tracker, such as MLflow, as if it had followed the run: its trials, what they measured, the"
                    + " winner and the report.",
            "What is there already isn't sent twice."
        },
        sortOptions = false)
final class TrackCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "The folder of a run.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path run;

    @Option(
            names = "--to",
            paramLabel = "NAME",
            description =
                    "The tracker: mlflow, tensorboard or a plug-in's. Default: those that the experiment of the run names.")
    private @Nullable String tracker;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "An option of that tracker, such as url=http://localhost:5000. May be given several times, once for each key.")
    private List<String> options = List.of();

    @Mixin
    private PluginFolders plugins = new PluginFolders();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (tracker == null && !options.isEmpty()) {
            throw new UserMistake(
                    "The option (--set " + options.get(0) + ") needs --to NAME, the tracker whose option it is.");
        }
        List<String> brought;
        try (NasRuntime runtime = PluginsCommand.open(plugins.all())) {
            if (tracker == null) {
                brought = runtime.track(run);
            } else {
                runtime.track(run, PluginChoice.named(tracker, OptionText.nested(OptionText.pairs(options))));
                brought = List.of(tracker);
            }
        }
        out.println("The run " + run + " was brought to " + String.join(", ", brought) + ".");
        out.flush();
        return ExitCode.OK;
    }
}
