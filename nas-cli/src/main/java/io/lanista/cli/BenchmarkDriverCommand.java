package io.lanista.cli;

import io.lanista.bench.DriverBenchmark;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.journal.Durability;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Times the driver with its journal. */
@Command(
        name = "driver",
        description = {
            "Times trials that cost nothing: asked, journalled, run on threads, journalled, told.",
            "A shorter run comes first, so that compiled code is timed. The journals are removed afterwards."
        })
final class BenchmarkDriverCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Option(names = "--strategy", paramLabel = "NAME", defaultValue = "random", description = BenchmarkCommand.STRATEGY)
    private String strategy = "";

    @Option(
            names = "--trials",
            paramLabel = "N",
            converter = CountConverter.class,
            defaultValue = "10000",
            description = "Trials that are timed.")
    private int trials;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            converter = CountConverter.class,
            defaultValue = "64",
            description = "How many trials run at once; those that end together go to the disk together.")
    private int parallel;

    @Option(
            names = "--journal",
            paramLabel = "HOW",
            defaultValue = "forced",
            description = "forced: to the disk, as 'nas run' does; written: to the operating system.")
    private Durability durability = Durability.FORCED;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            defaultValue = "",
            description = "On which disk the journals are written; that of temporary files unless given.")
    private String out = "";

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Mixin
    private PluginFolders folders = new PluginFolders();

    @Override
    public Integer call() throws InterruptedException, IOException {
        DriverBenchmark.Speed speed = measure();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("strategy", strategy);
        result.put("trials", trials);
        result.put("parallel", parallel);
        result.put("journal", durability.name().toLowerCase(Locale.ROOT));
        result.put("trials_per_second", Math.round(speed.trialsPerSecond()));
        result.put("replay_seconds", Math.round(speed.replaySeconds() * 1000) / 1000.0);
        PrintWriter printer = spec.commandLine().getOut();
        if (json) {
            printer.println(ResultJson.write(result));
        } else {
            printer.printf(
                    Locale.ROOT,
                    "%s, %d at once, journal %s: %d trials per second; their replay takes %.2f s%n",
                    strategy,
                    parallel,
                    result.get("journal"),
                    Math.round(speed.trialsPerSecond()),
                    speed.replaySeconds());
        }
        printer.flush();
        return ExitCode.OK;
    }

    private DriverBenchmark.Speed measure() throws InterruptedException, IOException {
        StrategyText described = StrategyText.parse(strategy);
        try (NasRuntime runtime = PluginsCommand.open(folders.all());
                ScratchFolder scratch = ScratchFolder.under(out)) {
            DriverBenchmark benchmark =
                    new DriverBenchmark(runtime, described.name(), described.options(), scratch.path());
            benchmark.measure("warm-up", (trials + 1) / 2, parallel, durability);
            return benchmark.measure("timed", trials, parallel, durability);
        }
    }
}
