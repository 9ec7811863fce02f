package io.lanista.cli;

import io.lanista.dashboard.RunControl;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.runs.RunSignals;
import io.lanista.runtime.watch.RunHandle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lets a page control the runs of this user, and start experiment files below a folder in this process. */
final class LocalControl implements RunControl, AutoCloseable {
    private static final int LEVELS = 3;
    private static final int LOOK_INTO = 20_000;

    private final PluginFolders plugins;
    private final Path experiments;
    private final Path runs;
    private @Nullable NasRuntime runtime;

    LocalControl(PluginFolders plugins, Path experiments, Path runs) {
        this.plugins = plugins;
        this.experiments = experiments;
        this.runs = runs;
    }

    @Override
    public void command(Path run, RunSignals.Command command) throws IOException {
        RunSignals signals = RunSignals.of(run);
        if (signals.life() == RunSignals.Life.NONE) {
            throw new IllegalArgumentException("The run (" + run.getFileName()
                    + ") isn't at work, so it can't be told to "
                    + command.name().toLowerCase(Locale.ROOT)
                    + ". Maybe 'nas run' goes on with it.");
        }
        signals.send(command);
    }

    /** Files that look like experiments, by their paths from the folder. */
    @Override
    public List<String> experiments() throws IOException {
        try (Stream<Path> files = Files.find(
                experiments.toAbsolutePath(),
                LEVELS,
                (file, attributes) -> attributes.isRegularFile()
                        && file.toString().endsWith(".yaml")
                        && attributes.size() < LOOK_INTO)) {
            return files.filter(file -> !file.startsWith(runs.toAbsolutePath()))
                    .filter(LocalControl::isExperiment)
                    .map(file -> experiments.toAbsolutePath().relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static boolean isExperiment(Path file) {
        try {
            return Files.readAllLines(file).stream().anyMatch(line -> line.startsWith("evaluator:"));
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public Path start(String experiment) throws IOException {
        if (!experiments().contains(experiment)) {
            throw new IllegalArgumentException("There is no experiment (" + experiment + ") in "
                    + experiments.toAbsolutePath() + ". Maybe start the dashboard in the folder of the experiments.");
        }
        NasRuntime nas = runtime();
        RunHandle run = nas.start(
                nas.experiment(experiments.resolve(experiment)).runsFolder(runs).build());
        return run.folder();
    }

    private synchronized NasRuntime runtime() {
        NasRuntime started = runtime;
        if (started == null) {
            started = PluginsCommand.open(plugins.all());
            runtime = started;
        }
        return started;
    }

    /** Ends what it started; the same experiment goes on from there. */
    @Override
    public synchronized void close() {
        if (runtime != null) {
            runtime.close();
        }
    }
}
