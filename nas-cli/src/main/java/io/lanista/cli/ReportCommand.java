package io.lanista.cli;

import io.lanista.dashboard.Report;
import io.lanista.dashboard.view.RunView;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a report of runs. */
@Command(
        name = "report",
        description = {
            "Writes one page about a run, or about several side by side, also of runs that have not ended.",
            "The page is one file that needs no network: it opens from the disk and can be sent."
        })
final class ReportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", arity = "1..*", description = "Folders of runs.")
    private List<Path> runs = new ArrayList<>();

    @Option(
            names = "--to",
            paramLabel = "FILE",
            description = "The file to write; unless given, report.html in the folder of the (first) run.")
    private @Nullable Path to;

    @Mixin
    private PluginFolders plugins = new PluginFolders();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Path file = to == null ? runs.get(0).resolve("report.html") : to;
        try (RuntimeVocabulary vocabulary = new RuntimeVocabulary(plugins)) {
            List<RunView> views = new ArrayList<>();
            Set<String> ids = new HashSet<>();
            for (Path run : runs) {
                String name = run.toAbsolutePath().normalize().getFileName().toString();
                RunView view = RunView.of(ids.add(name) ? name : run.toString(), run, vocabulary);
                requireBegun(view, run);
                views.add(view);
                if (!view.problem().isEmpty()) {
                    spec.commandLine().getErr().println("nas: " + view.problem() + " The report says so.");
                }
            }
            WholeFile.write(file, part -> new Report(views).write(part, Instant.now()));
        }
        spec.commandLine().getErr().flush();
        out.println("Report in " + file + ".");
        out.flush();
        return ExitCode.OK;
    }

    /** Refuses a run of whose journal nothing is there, or nothing can be read. */
    static void requireBegun(RunView view, Path run) {
        if (view.offset() == 0) {
            throw new UserMistake(
                    view.problem().isEmpty() ? "The run (" + run + ") has not begun yet." : view.problem());
        }
    }
}
