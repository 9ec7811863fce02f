package io.lanista.cli;

import io.lanista.bench.ResultsTable;
import io.lanista.bench.SupernetBenchmark;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares the scores of a supernet with those of networks that stand alone. */
@Command(
        name = "supernet",
        description = {
            "Says how far a trained supernet orders architectures as they are ordered alone: Kendall's tau and Spearman's rho.",
            "What they are alone is in a table of known results, or comes from runs that trained some of the same space."
        })
final class BenchmarkSupernetCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "The folder of a one-shot run.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path run;

    @Option(names = "--table", paramLabel = "FILE", description = "A CSV of results, gzip or not.")
    private @Nullable Path table;

    @Option(
            names = "--report",
            paramLabel = "COLUMN",
            description = "The table's column to compare with, such as a test accuracy; higher is better.")
    private @Nullable String report;

    @Option(
            names = "--networks",
            paramLabel = "N",
            converter = CountConverter.class,
            defaultValue = "200",
            description = "How many architectures are drawn from the space (default: 200).")
    private int networks;

    @Option(
            names = "--trained",
            paramLabel = "RUN",
            description =
                    "Instead of a table: a run that trained architectures of the space; may be repeated, and may be the"
                            + " one-shot run, which trained its export and its baseline.")
    private List<Path> trained = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Draws architectures (default: 1).")
    private long seed;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        SupernetBenchmark benchmark = SupernetBenchmark.of(run);
        SupernetBenchmark.Result result = benchmark.compare(alone(benchmark), done -> {});
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(ResultJson.write(result.toMap()));
        } else {
            out.printf(
                    Locale.ROOT,
                    "%d networks by %s: Kendall %.3f, Spearman %.3f, in %.1f s.%n",
                    result.networks(),
                    benchmark.objective().metric(),
                    result.kendall(),
                    result.spearman(),
                    result.seconds());
            out.printf(
                    Locale.ROOT,
                    "Alone, the one that the supernet finds best has %s; their mean is %s, and the best has %s.%n",
                    RunPrinter.number(result.best()),
                    RunPrinter.number(result.mean()),
                    RunPrinter.number(result.most()));
        }
        out.flush();
        return ExitCode.OK;
    }

    private List<SupernetBenchmark.Alone> alone(SupernetBenchmark benchmark) {
        if (table != null && report != null && trained.isEmpty()) {
            return benchmark.drawn(ResultsTable.read(table), report, networks, seed);
        }
        if (table == null && report == null && !trained.isEmpty()) {
            return benchmark.trained(trained);
        }
        throw new CommandFailure(
                ExitCode.USAGE,
                "What architectures are alone must come from one place: a table (--table FILE --report COLUMN), or runs"
                        + " (--trained RUN).");
    }
}
