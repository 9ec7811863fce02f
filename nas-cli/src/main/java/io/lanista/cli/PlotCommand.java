package io.lanista.cli;

import io.lanista.dashboard.plot.Plot;
import io.lanista.dashboard.view.RunView;
import io.lanista.dashboard.view.Vocabulary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws a figure of a run. */
@Command(name = "plot", description = "Draws a figure of a run for a paper, as SVG or PNG.", sortOptions = false)
final class PlotCommand implements Callable<Integer> {
    private static final int MOST_PIXELS = 10_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", arity = "1..*", description = "Folders of runs; more than one to compare them.")
    private List<Path> runs = new ArrayList<>();

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            converter = PlotKindConverter.class,
            completionCandidates = PlotKindConverter.Words.class,
            defaultValue = "history",
            description = "One of ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} unless given.")
    private Plot.Kind kind = Plot.Kind.HISTORY;

    @Option(names = "--to", paramLabel = "FILE", required = true, description = "The file to write: .svg or .png.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path to;

    @Option(
            names = "--width",
            paramLabel = "N",
            converter = CountConverter.class,
            defaultValue = "640",
            description = "In pixels; ${DEFAULT-VALUE} unless given.")
    private int width;

    @Option(
            names = "--height",
            paramLabel = "N",
            converter = CountConverter.class,
            defaultValue = "400",
            description = "In pixels; ${DEFAULT-VALUE} unless given.")
    private int height;

    @Override
    public Integer call() {
        if (width > MOST_PIXELS || height > MOST_PIXELS) {
            throw new UserMistake("The figure (" + width + " x " + height + ") must have at most " + MOST_PIXELS
                    + " pixels each way.");
        }
        List<RunView> views = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Path run : runs) {
            String name = run.toAbsolutePath().normalize().getFileName().toString();
            RunView view = RunView.of(ids.add(name) ? name : run.toString(), run, Vocabulary.standard());
            ReportCommand.requireBegun(view, run);
            if (!view.problem().isEmpty()) {
                spec.commandLine()
                        .getErr()
                        .println("nas: " + view.problem() + " The figure shows what is before that.");
                spec.commandLine().getErr().flush();
            }
            views.add(view);
        }
        try {
            WholeFile.write(to, new Plot(kind, views, width, height)::write);
        } catch (IllegalArgumentException e) {
            throw new UserMistake(String.valueOf(e.getMessage()));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("Figure in " + to + ".");
        out.flush();
        return ExitCode.OK;
    }
}
