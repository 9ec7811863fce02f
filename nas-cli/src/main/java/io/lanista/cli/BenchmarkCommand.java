package io.lanista.cli;

import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Direction;
import io.lanista.api.trial.Objective;
import io.lanista.bench.AskBenchmark;
import io.lanista.bench.Contender;
import io.lanista.bench.KnownScores;
import io.lanista.bench.ResultsTable;
import io.lanista.bench.TableBudget;
import io.lanista.bench.TableColumns;
import io.lanista.bench.TabularBenchmark;
import io.lanista.bench.TabularComparison;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.Stopping;
import io.lanista.runtime.experiment.WarmStart;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
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
        subcommands = {
            BenchmarkDriverCommand.class,
            BenchmarkProxiesCommand.class,
            BenchmarkTableCommand.class,
            BenchmarkSupernetCommand.class
        })
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

        @Option(
                names = "--objective",
                paramLabel = "[maximize:|minimize:]COLUMN",
                required = true,
                description = "What is searched for. With several, what counts is the hypervolume of the front that is"
                        + " found, as a share of the table's own.")
        private List<String> objectives = new ArrayList<>();

        @Option(
                names = "--report",
                paramLabel = "COLUMN",
                defaultValue = "",
                description = "What is reported of the best found; the objective unless given.")
        private String report = "";

        @Option(
                names = "--minimize",
                description = "Less of the objective is better, where the objective doesn't say so.")
        private boolean minimize;

        @Option(
                names = "--noise",
                paramLabel = "COLUMN",
                split = ",",
                description = "Columns one of which is observed in place of the objective, drawn for each evaluation.")
        private List<String> noise = new ArrayList<>();

        @Option(
                names = "--reevaluate",
                paramLabel = "SHARE",
                description =
                        "The share of the evaluations that look at a contender again, from 0 to 0.9; what experiments"
                                + " do unless given: some where there is noise, none otherwise.")
        private @Nullable Double reevaluate;

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

        @Option(
                names = "--rung",
                paramLabel = "STEPS=COLUMN",
                description =
                        "What the first objective is after fewer steps (epochs), for strategies that stop or train"
                                + " on. Several may be given.")
        private Map<Integer, String> rungs = new LinkedHashMap<>();

        @Option(
                names = "--steps",
                paramLabel = "N",
                converter = CountConverter.class,
                description = "How many steps an evaluation has in full; needed with --rung.")
        private Integer steps = 0;

        @Option(
                names = "--stopping",
                paramLabel = "none|median",
                defaultValue = "none",
                description = "The rule that ends evaluations at the rungs (default: none).")
        private String stopping = "none";

        private List<Objective> parsed() {
            return objectives.stream().map(this::objective).toList();
        }

        private Objective objective(String text) {
            for (Direction direction : Direction.values()) {
                String word = direction.name().toLowerCase(Locale.ROOT) + ":";
                if (text.startsWith(word)) {
                    return new Objective(text.substring(word.length()), direction);
                }
            }
            return new Objective(text, minimize ? Direction.MINIMIZE : Direction.MAXIMIZE);
        }

        private TableColumns columns() {
            if (rungs.isEmpty() != (steps == 0)) {
                throw new UserMistake(
                        "The options --rung and --steps belong together. Maybe '--rung 12=c10_val12 --steps"
                                + " 200'.");
            }
            List<Objective> all = parsed();
            TableColumns columns = TableColumns.of(all.get(0).metric(), report)
                    .withNoise(noise)
                    .withOthers(all.subList(1, all.size()));
            columns = rungs.isEmpty() ? columns : columns.withRungs(steps, rungs);
            return cost.isEmpty() ? columns : columns.withCost(cost, costScale);
        }

        private OptionalDouble reevaluate() {
            if (reevaluate == null) {
                return OptionalDouble.empty();
            }
            if (!(reevaluate >= 0 && reevaluate <= 0.9)) {
                throw new UserMistake("The share of evaluations that look at a contender again (--reevaluate "
                        + reevaluate + ") must be from 0 to 0.9. Maybe leave it out.");
            }
            return OptionalDouble.of(reevaluate);
        }

        private Stopping stopping() {
            if (!stopping.equals("none") && !stopping.equals("median")) {
                throw new UserMistake(
                        "There is no stopping rule '" + stopping + "' for tables. Available: median, none.");
            }
            return stopping.equals("none") ? Stopping.NONE : Stopping.median(1, 5);
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
                            names = "--warm-start",
                            paramLabel = "PROXY",
                            defaultValue = "",
                            description = "Compares each strategy with itself behind first trials that a proxy chooses:"
                                    + " az-nas, or az-nas,draws=1000,trials=10. Needs --scores.")
                    String warmStart,
            @Option(
                            names = "--scores",
                            paramLabel = "CSV",
                            description = "The proxy's scores, as 'nas benchmark proxies --to CSV' writes them.")
                    @Nullable Path scores,
            @Option(
                            names = "--seeds",
                            paramLabel = "N",
                            converter = CountConverter.class,
                            defaultValue = "100",
                            description = "Searches per strategy.")
                    int seeds,
            @Option(names = "--json", description = "Print one JSON object.") boolean json)
            throws InterruptedException {
        SearchSpace space = SpaceCommand.open(folders, table.space, List.of());
        PrintWriter out = spec.commandLine().getOut();
        try (NasRuntime runtime = PluginsCommand.open(folders.all());
                Contenders contenders = new Contenders(runtime, strategies)) {
            TabularBenchmark benchmark = new TabularBenchmark(
                    ResultsTable.read(table.file),
                    space,
                    runtime.catalogue(),
                    table.columns(),
                    table.parsed().get(0).direction(),
                    table.allBudgets(),
                    seeds,
                    table.stopping(),
                    table.reevaluate());
            List<Contender> compared = new ArrayList<>(contenders.all());
            if (!warmStart.isEmpty() || scores != null) {
                compared.addAll(warm(contenders.all(), space, warmStart, scores));
            }
            TabularComparison comparison =
                    benchmark.run(compared, Runtime.getRuntime().availableProcessors());
            if (json) {
                out.println(ResultJson.write(comparison.toMap()));
            } else {
                out.print(comparison.text());
            }
        }
        out.flush();
        return ExitCode.OK;
    }

    private static List<Contender> warm(
            List<Contender> contenders, SearchSpace space, String proxy, @Nullable Path scores) {
        if (proxy.isEmpty() || scores == null) {
            throw new UserMistake(
                    "The options --warm-start and --scores belong together. Maybe '--warm-start az-nas --scores"
                            + " scores.csv'.");
        }
        StrategyText named = StrategyText.parse(proxy);
        WarmStart start = WarmStart.of(named.name(), named.options());
        KnownScores known = new KnownScores(ResultsTable.read(scores), space, start.proxy());
        return contenders.stream()
                .map(contender -> contender.after(known, start))
                .toList();
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
            @Option(
                            names = "--objectives",
                            paramLabel = "N",
                            converter = CountConverter.class,
                            defaultValue = "1",
                            description = "Objectives, each with numbers of its own (default: 1).")
                    int objectives,
            @Option(names = "--json", description = "Print one JSON object.") boolean json) {
        if (options < 2) {
            throw new UserMistake("With --options (" + options + ") there is nothing to choose. Maybe '--options 5'.");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (NasRuntime runtime = PluginsCommand.open(folders.all());
                Contenders contenders = new Contenders(runtime, List.of(strategy))) {
            AskBenchmark.Timing timing = new AskBenchmark(decisions, options, trials, 0, objectives)
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
