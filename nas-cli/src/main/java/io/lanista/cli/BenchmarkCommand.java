package io.lanista.cli;

import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Direction;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.tabular.AskBenchmark;
import io.lanista.runtime.tabular.ResultsTable;
import io.lanista.runtime.tabular.TableBudget;
import io.lanista.runtime.tabular.TableColumns;
import io.lanista.runtime.tabular.TabularBenchmark;
import io.lanista.runtime.tabular.TabularComparison;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures strategies without training anything. */
@Command(
        name = "benchmark",
        description = "Compares strategies on a table of known results, or times them.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {BenchmarkDriverCommand.class, BenchmarkTableCommand.class})
final class BenchmarkCommand {
    static final String STRATEGY = "A strategy with its options: tpe, or regularized-evolution,population=10,sample=3.";

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    /** What a tabular benchmark is run on. */
    static final class Table {
        @Option(names = "--table", paramLabel = "FILE", required = true, description = "A CSV of results, gzip or not.")
        @SuppressWarnings("NullAway.Init") // Set by picocli.
        private Path file;

        @Option(names = "--space", paramLabel = "NAME", required = true, description = "The space of the table.")
        @SuppressWarnings("NullAway.Init") // Set by picocli.
        private String space;

        @Option(names = "--objective", paramLabel = "COLUMN", required = true, description = "What is searched for.")
        @SuppressWarnings("NullAway.Init") // Set by picocli.
        private String objective;

        @Option(
                names = "--report",
                paramLabel = "COLUMN",
                defaultValue = "",
                description = "What is reported of the best found; the objective unless given.")
        private String report = "";

        @Option(names = "--minimize", description = "Less of the objective is better.")
        private boolean minimize;

        @Option(
                names = "--noise",
                paramLabel = "COLUMN",
                split = ",",
                description = "Columns one of which is observed in place of the objective, drawn for each evaluation.")
        private List<String> noise = new ArrayList<>();

        @Option(names = "--cost", paramLabel = "COLUMN", description = "The seconds that an evaluation takes.")
        private String cost = "";

        @Option(names = "--cost-scale", paramLabel = "X", defaultValue = "1", description = "Multiplies the cost.")
        private double costScale = 1;

        @Option(
                names = "--cost-budgets",
                paramLabel = "SECONDS",
                split = ",",
                description = "Simulated seconds after which the searches are looked at.")
        private List<Double> costBudgets = new ArrayList<>();

        @Option(
                names = "--budgets",
                paramLabel = "N",
                converter = CountConverter.class,
                split = ",",
                description = "Numbers of evaluations after which the searches are looked at.")
        private List<Integer> budgets = new ArrayList<>();

        private TableColumns columns() {
            TableColumns columns = TableColumns.of(objective, report).withNoise(noise);
            return cost.isEmpty() ? columns : columns.withCost(cost, costScale);
        }

        private List<TableBudget> allBudgets() {
            List<TableBudget> all = new ArrayList<>();
            budgets.forEach(count -> all.add(TableBudget.evaluations(count)));
            costBudgets.forEach(seconds -> all.add(TableBudget.seconds(seconds)));
            if (all.isEmpty()) {
                throw new UserMistake("The benchmark has no budget. Maybe '--budgets 50,100,200'.");
            }
            if (!(costScale > 0) || costBudgets.stream().anyMatch(seconds -> !(seconds > 0))) {
                throw new UserMistake("A --cost-scale (" + costScale + ") and --cost-budgets (" + costBudgets
                        + ") must be above 0. Maybe '--cost-budgets 12000'.");
            }
            return all;
        }
    }

    @Command(name = "tabular", description = "Compares strategies on a table of known results, over many seeds.")
    int tabular(
            @Mixin PluginFolders folders,
            @Mixin Table table,
            @Option(
                            names = "--strategy",
                            paramLabel = "NAME",
                            required = true,
                            description = STRATEGY + " Several may be given: they are compared seed by seed.")
                    List<String> strategies,
            @Option(
                            names = "--seeds",
                            paramLabel = "N",
                            converter = CountConverter.class,
                            defaultValue = "100",
                            description = "Searches per strategy.")
                    int seeds,
            @Option(names = "--json", description = "Print one JSON object.") boolean json)
            throws InterruptedException {
        SearchSpace space = SpaceCommand.open(folders, table.space, Map.of());
        PrintWriter out = spec.commandLine().getOut();
        try (NasRuntime runtime = PluginsCommand.open(folders.all());
                Contenders contenders = new Contenders(runtime, strategies)) {
            TabularBenchmark benchmark = new TabularBenchmark(
                    ResultsTable.read(table.file),
                    space,
                    runtime.catalogue(),
                    table.columns(),
                    table.minimize ? Direction.MINIMIZE : Direction.MAXIMIZE,
                    table.allBudgets(),
                    seeds);
            TabularComparison comparison =
                    benchmark.run(contenders.all(), Runtime.getRuntime().availableProcessors());
            if (json) {
                out.println(ResultJson.write(comparison.toMap()));
            } else {
                out.print(comparison.text());
            }
        }
        out.flush();
        return ExitCode.OK;
    }

    @Command(name = "ask", description = "Times a strategy's answers while its history grows.")
    int ask(
            @Mixin PluginFolders folders,
            @Option(names = "--strategy", paramLabel = "NAME", required = true, description = STRATEGY) String strategy,
            @Option(
                            names = "--decisions",
                            paramLabel = "N",
                            converter = CountConverter.class,
                            defaultValue = "20",
                            description = "Decisions of the space.")
                    int decisions,
            @Option(
                            names = "--options",
                            paramLabel = "N",
                            converter = CountConverter.class,
                            defaultValue = "5",
                            description = "Candidates of each.")
                    int options,
            @Option(
                            names = "--trials",
                            paramLabel = "N",
                            converter = CountConverter.class,
                            defaultValue = "10000",
                            description = "Answers that are timed.")
                    int trials,
            @Option(names = "--json", description = "Print one JSON object.") boolean json) {
        if (options < 2) {
            throw new UserMistake("With --options (" + options + ") there is nothing to choose. Maybe '--options 5'.");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (NasRuntime runtime = PluginsCommand.open(folders.all());
                Contenders contenders = new Contenders(runtime, List.of(strategy))) {
            AskBenchmark.Timing timing = new AskBenchmark(decisions, options, trials, 0)
                    .run(contenders.all().get(0));
            if (json) {
                out.println(ResultJson.write(timing.toMap()));
            } else {
                out.printf(
                        Locale.ROOT,
                        "%s: median %.3f ms, 99th percentile %.3f ms, %.2f s in all%n",
                        timing.strategy(),
                        timing.p50Millis(),
                        timing.p99Millis(),
                        timing.totalSeconds());
            }
        }
        out.flush();
        return ExitCode.OK;
    }
}
