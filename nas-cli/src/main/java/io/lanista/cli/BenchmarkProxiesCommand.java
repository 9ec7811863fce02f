package io.lanista.cli;

import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.bench.ProxyBenchmark;
import io.lanista.bench.ResultsTable;
import io.lanista.djl.data.DataChoice;
import io.lanista.djl.data.DataSources;
import io.lanista.djl.data.DataUse;
import io.lanista.djl.proxy.Proxy;
import io.lanista.djl.proxy.ProxyMeter;
import io.lanista.djl.train.TrainingSetup;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares proxies with a table. */
@Command(
        name = "proxies",
        description = {
            "Compares scores without training with a table of known results: rank correlations over networks drawn from"
                    + " the space.",
            "All networks meet one minibatch of the data and weights from one seed."
        })
final class BenchmarkProxiesCommand implements Callable<Integer> {
    private static final int IMAGE = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Option(names = "--table", paramLabel = "FILE", required = true, description = "A CSV of results, gzip or not.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path table;

    @Option(names = "--space", paramLabel = "NAME", required = true, description = "The space of the table.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private String space;

    @Option(
            names = "--report",
            paramLabel = "COLUMN",
            required = true,
            description = "What the scores are compared with, such as an accuracy.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private String report;

    @Option(names = "--data", paramLabel = "PATH", required = true, description = "The examples.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path data;

    @Option(names = "--proxy", paramLabel = "NAME", split = ",", description = "Which ones (default: all).")
    private List<String> proxies = new ArrayList<>();

    @Option(
            names = "--networks",
            paramLabel = "N",
            converter = CountConverter.class,
            defaultValue = "1000",
            description = "How many networks are drawn from the space (default: 1000).")
    private int networks;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            converter = CountConverter.class,
            defaultValue = "32",
            description = "Examples in the minibatch (default: 32).")
    private int batchSize;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Draws everything (default: 1).")
    private long seed;

    @Option(names = "--to", paramLabel = "CSV", description = "Writes the networks and their scores.")
    private @Nullable Path to;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Mixin
    private PluginFolders folders = new PluginFolders();

    @Override
    public Integer call() throws InterruptedException {
        SearchSpace searched = SpaceCommand.open(folders, space, List.of());
        List<Proxy> chosen = proxies.isEmpty()
                ? List.of(Proxy.values())
                : proxies.stream().map(Proxy::of).toList();
        DataSources sources = DataSources.standard();
        DataChoice choice = sources.infer(data);
        boolean images = searched.base().inputs().values().stream().allMatch(shape -> shape.rank() == IMAGE);
        ProxyMeter meter = new ProxyMeter(
                TrainingSetup.of(sources.load(choice, Path.of(""), new DataUse(Optional.empty(), images))),
                batchSize,
                seed);
        ProxyBenchmark benchmark = new ProxyBenchmark(ResultsTable.read(table), searched, "", report, networks, seed);
        PrintWriter out = spec.commandLine().getOut();
        ProxyBenchmark.Comparison comparison =
                benchmark.run(meter, chosen, Runtime.getRuntime().availableProcessors(), result -> print(out, result));
        if (to != null) {
            WholeFile.write(to, csv(comparison, searched));
        }
        if (json) {
            out.println(ResultJson.write(Map.of(
                    "proxies",
                    comparison.results().stream()
                            .map(ProxyBenchmark.Result::toMap)
                            .toList())));
        }
        out.flush();
        return ExitCode.OK;
    }

    private void print(PrintWriter out, ProxyBenchmark.Result result) {
        if (!json) {
            out.printf(
                    Locale.ROOT,
                    "%-14s  Spearman %6.3f  Kendall %6.3f  %7.1f s  %s%n",
                    result.proxy().word(),
                    result.spearman(),
                    result.kendall(),
                    result.seconds(),
                    result.proxy().meaning());
            out.flush();
        }
    }

    /** A column for each decision, one for each proxy, and what the table says. */
    private String csv(ProxyBenchmark.Comparison comparison, SearchSpace searched) {
        List<String> labels = searched.decisions().stream()
                .map(decision -> decision.label().value())
                .toList();
        List<String> header = new ArrayList<>(labels);
        comparison.results().forEach(result -> header.add(result.proxy().word()));
        header.add(report);
        StringBuilder text = new StringBuilder(String.join(",", header)).append('\n');
        for (int i = 0; i < comparison.architectures().size(); i++) {
            Choices choices = comparison.architectures().get(i);
            List<String> cells = searched.decisions().stream()
                    .map(decision -> choices.values().get(decision.label()))
                    .map(answer -> answer == null ? "" : answer.toString())
                    .collect(Collectors.toCollection(ArrayList::new));
            for (ProxyBenchmark.Result result : comparison.results()) {
                cells.add(String.valueOf(result.scores()[i]));
            }
            cells.add(String.valueOf(comparison.known()[i]));
            text.append(String.join(",", cells)).append('\n');
        }
        return text.toString();
    }
}
