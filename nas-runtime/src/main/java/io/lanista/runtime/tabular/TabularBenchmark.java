package io.lanista.runtime.tabular;

import io.lanista.api.layer.LayerCatalogue;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Direction;
import io.lanista.api.trial.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;

/**
 * Compares strategies on a table of known results, over many seeds. Nothing is trained, so a hundred searches take seconds.
 *
 * <p>The incumbent is chosen by what was observed (with noise, if there is any), and what is reported of it are its objective
 * without noise and the column {@link TableColumns#report}. Repeats are charged like any other evaluation. Results depend on the
 * seeds only, not on how many threads run.
 *
 * @param table the results
 * @param space whose architectures the table holds
 * @param layers the layer types that the strategies may analyse models with
 * @param columns which columns mean what
 * @param direction which way the objective is better, and so what is reported
 * @param budgets when the searches are looked at
 * @param seeds how many searches there are for each strategy, with the seeds from 0
 */
public record TabularBenchmark(
        ResultsTable table,
        SearchSpace space,
        LayerCatalogue layers,
        TableColumns columns,
        Direction direction,
        List<TableBudget> budgets,
        int seeds) {
    /** Checks and copies. */
    public TabularBenchmark {
        budgets = List.copyOf(budgets);
        if (budgets.isEmpty() || seeds < 1) {
            throw new IllegalArgumentException("A benchmark needs at least one budget and one seed, and has ("
                    + budgets.size() + ") and (" + seeds + ").");
        }
    }

    /**
     * Runs all searches.
     *
     * @param threads how many run at once
     * @throws InterruptedException if this thread was interrupted
     */
    public TabularComparison run(List<Contender> contenders, int threads) throws InterruptedException {
        KnownResults results = KnownResults.of(table, space, columns);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<TabularResult> all = new ArrayList<>();
            for (Contender contender : contenders) {
                all.add(result(contender, results, runs(contender, results, pool)));
            }
            return new TabularComparison(all);
        } finally {
            pool.shutdownNow();
        }
    }

    private List<Map<TableBudget, TableRun.Standing>> runs(
            Contender contender, KnownResults results, ExecutorService pool) throws InterruptedException {
        List<Callable<Map<TableBudget, TableRun.Standing>>> tasks = new ArrayList<>();
        Objective objective = new Objective(columns.objective(), direction);
        for (int seed = 0; seed < seeds; seed++) {
            OpenedSearch request = new OpenedSearch(space, layers, contender.options(), objective, seed, trials());
            tasks.add(() -> new TableRun(results, request, budgets).run(contender));
        }
        List<Map<TableBudget, TableRun.Standing>> standings = new ArrayList<>();
        for (Future<Map<TableBudget, TableRun.Standing>> task : pool.invokeAll(tasks)) {
            try {
                standings.add(task.get());
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException failure
                        ? failure
                        : new IllegalStateException(e.getCause());
            }
        }
        return standings;
    }

    /** The largest number of evaluations, where no budget is in seconds. */
    private OptionalInt trials() {
        return budgets.stream().anyMatch(TableBudget::simulated)
                ? OptionalInt.empty()
                : budgets.stream().mapToInt(budget -> (int) budget.amount()).max();
    }

    private TabularResult result(
            Contender contender, KnownResults results, List<Map<TableBudget, TableRun.Standing>> runs) {
        double best = best(results.report());
        List<TabularResult.AtBudget> at = new ArrayList<>();
        for (TableBudget budget : budgets) {
            List<TableRun.Standing> standings = new ArrayList<>();
            runs.forEach(run -> standings.add(run.getOrDefault(budget, new TableRun.Standing(-1, 0, 0))));
            double[] reported = each(standings, standing -> value(results.report(), standing));
            at.add(new TabularResult.AtBudget(
                    budget,
                    Sample.of(each(standings, standing -> value(results.objective(), standing))),
                    Sample.of(reported),
                    Arrays.stream(reported).filter(value -> value == best).count() / (double) seeds,
                    Sample.of(each(standings, TableRun.Standing::evaluations)).mean(),
                    Sample.of(each(standings, TableRun.Standing::distinct)).mean(),
                    Arrays.stream(reported).boxed().toList()));
        }
        return new TabularResult(contender.name(), at);
    }

    private static double value(double[] column, TableRun.Standing standing) {
        return standing.row() < 0 ? Double.NaN : column[standing.row()];
    }

    private static double[] each(List<TableRun.Standing> standings, ToDoubleFunction<TableRun.Standing> of) {
        return standings.stream().mapToDouble(of).toArray();
    }

    private double best(double[] column) {
        double sign = direction == Direction.MAXIMIZE ? 1 : -1;
        return sign
                * Arrays.stream(column)
                        .filter(value -> !Double.isNaN(value))
                        .map(value -> sign * value)
                        .max()
                        .orElseThrow();
    }
}
